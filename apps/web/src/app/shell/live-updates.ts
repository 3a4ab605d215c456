import { Service, inject } from '@angular/core';
import { Observable, filter, map, share, timer } from 'rxjs';

import { Delivered } from './delivered';
import { Session } from './session';

/** Something happened to a request. */
export interface ApplicationChange {
  /** Null: some news may have been missed, so anything may have changed. */
  readonly id: string | null;
  /** The revision it has now; null where it is not known. */
  readonly revision: number | null;
}

/** Where a colleague's screen is in a request. */
export interface Whereabouts {
  readonly id: string;
  readonly accountId: string;
  /** A screen: a person may have several. */
  readonly tab: string;
  /** Code of a section, or of a section and a field: `MONEY/money.lines`; empty: nowhere in particular. */
  readonly place: string;
  /** HELLO asks the others where they are. */
  readonly state: 'HELLO' | 'HERE' | 'GONE';
}

/** One line of the stream; `gap`: what was said meanwhile is lost. */
type News =
  | { readonly kind: 'application'; readonly id: string; readonly revision: number }
  | { readonly kind: 'team'; readonly id: string }
  | ({ readonly kind: 'presence' } & Whereabouts)
  | { readonly kind: 'notification' | 'inbox' | 'council' | 'gap' };

const ADDRESS = '/api/v1/events';
/** Pages come and go; the connection is kept that long without a listener. */
const IDLE_MS = 3000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 60_000;

/**
 * What the server tells open screens: one connection for the whole tab, opened by the first listener.
 * It comes back by itself; whatever was missed arrives as a change without an id.
 */
@Service()
export class LiveUpdates {
  private readonly session = inject(Session);
  private readonly delivered = inject(Delivered);

  private readonly news = new Observable<News>((listener) => {
    const line = new Line((one) => {
      this.delivered.forget();
      listener.next(one);
    }, this.session.signedIn);
    line.open();
    return () => {
      line.close();
    };
  }).pipe(share({ resetOnRefCountZero: () => timer(IDLE_MS) }));

  /** Changes of requests the person may see: also of remarks, messages and drafts of colleagues. */
  applications(): Observable<ApplicationChange> {
    return this.news.pipe(
      filter((one) => one.kind === 'application' || one.kind === 'gap'),
      map((one) =>
        one.kind === 'application'
          ? { id: one.id, revision: one.revision }
          : { id: null, revision: null },
      ),
    );
  }

  /** Changes of one request. */
  application(id: () => string): Observable<ApplicationChange> {
    return this.applications().pipe(filter((change) => change.id === null || change.id === id()));
  }

  /** Colleagues commented, or asked for a signature: in which request; null: something may have been missed. */
  team(): Observable<string | null> {
    return this.news.pipe(
      filter((one) => one.kind === 'team' || one.kind === 'gap'),
      map((one) => (one.kind === 'team' ? one.id : null)),
    );
  }

  /** Where colleagues' screens are in a request; null: something may have been missed. */
  whereabouts(id: () => string): Observable<Whereabouts | null> {
    return this.news.pipe(
      filter((one) => one.kind === 'gap' || (one.kind === 'presence' && one.id === id())),
      map((one) => (one.kind === 'presence' ? one : null)),
    );
  }

  /** A new notice, or one may have been missed. */
  notifications(): Observable<void> {
    return this.of('notification');
  }

  /** The centre's list may have changed. */
  inbox(): Observable<void> {
    return this.of('inbox');
  }

  /** Something happened in a session of a Council. */
  council(): Observable<void> {
    return this.of('council');
  }

  private of(kind: 'notification' | 'inbox' | 'council'): Observable<void> {
    return this.news.pipe(
      filter((one) => one.kind === kind || one.kind === 'gap'),
      map(() => undefined),
    );
  }
}

/** The connection itself. The browser comes back after a cut; after a refusal (429, 503) we do, ever more slowly. */
class Line {
  private source: EventSource | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_RETRY_MS;
  private opened = false;
  private ended = false;

  constructor(
    private readonly tell: (news: News) => void,
    private readonly signedIn: () => boolean,
  ) {}

  open(): void {
    const source = new EventSource(ADDRESS);
    this.source = source;
    source.addEventListener('ready', () => {
      this.pause = FIRST_RETRY_MS;
      if (this.opened) {
        this.tell({ kind: 'gap' });
      }
      this.opened = true;
    });
    source.addEventListener('refresh', () => {
      this.tell({ kind: 'gap' });
    });
    source.addEventListener('application', (event: MessageEvent<unknown>) => {
      const change = readChange(event.data);
      if (change) {
        this.tell({ kind: 'application', ...change });
      }
    });
    source.addEventListener('team', (event: MessageEvent<unknown>) => {
      const id = textsOf(event.data)['id'];
      if (id) {
        this.tell({ kind: 'team', id });
      }
    });
    source.addEventListener('presence', (event: MessageEvent<unknown>) => {
      const { id, accountId, tab, place = '', state } = textsOf(event.data);
      if (id && accountId && tab && (state === 'HELLO' || state === 'HERE' || state === 'GONE')) {
        this.tell({ kind: 'presence', id, accountId, tab, place, state });
      }
    });
    for (const kind of ['notification', 'inbox', 'council'] as const) {
      source.addEventListener(kind, () => {
        this.tell({ kind });
      });
    }
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) {
        this.comeBack();
      }
    });
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.retry);
    this.source?.close();
  }

  private comeBack(): void {
    this.retry = setTimeout(() => {
      if (!this.ended && this.signedIn()) {
        this.open();
      }
    }, this.pause);
    this.pause = Math.min(this.pause * 2, LAST_RETRY_MS);
  }
}

function readChange(data: unknown): { id: string; revision: number } | null {
  const value: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  return typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'revision' in value &&
    typeof value.revision === 'number'
    ? { id: value.id, revision: value.revision }
    : null;
}

/** The members of a line that are words. */
function textsOf(data: unknown): Readonly<Partial<Record<string, string>>> {
  const value: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'),
      )
    : {};
}
