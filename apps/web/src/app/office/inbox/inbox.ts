import { HttpClient } from '@angular/common/http';
import {
  Component,
  DestroyRef,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import {
  OkEmpty,
  OkIcon,
  OkShowMore,
  OkSkeleton,
  OkSortHeader,
  Toasts,
  injectDrawnInSteps,
  injectFormats,
  injectMedia,
  injectTexts,
} from '@okno/web/ui';
import type { ApplicationRowDto } from '@okno/web/api-client';
import { firstValueFrom } from 'rxjs';

import { LiveUpdates } from '../../shell/live-updates';
import { Session } from '../../shell/session';
import { Assign } from '../assign';
import { Keys } from '../keys';
import { KeysHelp } from '../keys-help';
import { OfficeProblems } from '../office-problems';
import { CaseList } from './case-list';
import { InboxFilters } from './inbox-filters';
import { INBOX_HINTS } from './inbox-hints';
import { InboxPreview } from './inbox-preview';
import {
  isNarrowed,
  listParams,
  readInboxQuery,
  writeInboxQuery,
  type InboxQuery,
} from './inbox-query';
import { InboxRow } from './inbox-row';
import { InboxViews } from './inbox-views';

const PAUSE_MS = 300;
/** Several changes in a row are one reading. */
const LIVE_MS = 700;
/** Up to this width there is no room for the ready questions and the preview; inbox.css has the same number. */
const NARROW = '(max-width: 1240px)';
/** On a phone rows are records of three lines, and half a screen of them is work enough at once. */
const PHONE = '(max-width: 720px)';
/** Height of a row in CSS pixels: elsewhere as many as fill the screen come first. */
const ROW_HEIGHT = 36;
/** Rows drawn after each pause. */
const ROWS_A_STEP = 4;

/** The desk of the centre: which case is next. What is asked stands in the address; rows follow what happens. */
@Component({
  selector: 'okno-inbox',
  imports: [
    InboxFilters,
    InboxPreview,
    InboxRow,
    InboxViews,
    OkEmpty,
    OkIcon,
    OkShowMore,
    OkSkeleton,
    OkSortHeader,
  ],
  templateUrl: './inbox.html',
  styleUrl: './inbox.css',
})
export class Inbox {
  private readonly router = inject(Router);
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly assigning = inject(Assign);
  private readonly help = inject(KeysHelp);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly searchBox = viewChild<ElementRef<HTMLInputElement>>('box');
  protected readonly problems = inject(OfficeProblems);
  protected readonly keys = inject(Keys);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly hints = INBOX_HINTS;

  /** From the address. */
  readonly q = input<string>();
  readonly state = input<string>();
  readonly kind = input<string>();
  readonly measure = input<string>();
  readonly due = input<string>();
  readonly assignee = input<string>();
  readonly sort = input<string>();

  protected readonly query = computed(() =>
    readInboxQuery({
      q: this.q(),
      state: this.state(),
      kind: this.kind(),
      measure: this.measure(),
      due: this.due(),
      assignee: this.assignee(),
      sort: this.sort(),
    }),
  );
  protected readonly narrowed = computed(() => isNarrowed(this.query()));
  protected readonly list = new CaseList(() => listParams(this.query()));
  protected readonly rows = injectDrawnInSteps(() => this.list.rows(), {
    first: matchMedia(PHONE).matches ? ROWS_A_STEP : Math.ceil(innerHeight / ROW_HEIGHT),
    step: ROWS_A_STEP,
    anew: () => this.list.answerTo(),
  });
  protected readonly narrow = injectMedia(NARROW);
  /** Whether the list was drawn, or could not be read: what people wait for goes first, the rest is asked then. */
  protected readonly settled = signal(false);
  protected readonly tick = signal(0);
  protected readonly line = linkedSignal(() => this.query().q);
  protected readonly mayAssign = computed(() =>
    this.session.permissions().has('application.assign'),
  );
  protected readonly mayTake = computed(
    () => this.mayAssign() && this.session.permissions().has('application.check'),
  );
  /** Id of the chosen case: it stays chosen while rows around it change. */
  private readonly chosenId = signal<string | undefined>(undefined);
  protected readonly chosen = computed(() =>
    this.list.rows().find(({ id }) => id === this.chosenId()),
  );
  protected readonly sorted = computed(() => (this.query().sort === 'due' ? 'due' : '-created'));
  /** What a screen reader hears about the list. */
  protected readonly said = signal('');
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private reading: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    const destroyRef = inject(DestroyRef);
    destroyRef.onDestroy(() => {
      clearTimeout(this.waiting);
      clearTimeout(this.reading);
    });
    inject(LiveUpdates)
      .applications()
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        this.readSoon();
      });
    effect(() => {
      if (this.list.error() !== undefined || (this.list.ready() && this.rows.done())) {
        this.settled.set(true);
      }
    });
    effect(() => {
      const rows = this.list.rows();
      untracked(() => {
        if (this.chosenId() === undefined) {
          this.chosenId.set(rows[0]?.id);
        }
      });
    });
    this.keys.listen(
      {
        KeyJ: () => this.step(1),
        KeyK: () => this.step(-1),
        ArrowDown: () => this.step(1),
        ArrowUp: () => this.step(-1),
        Enter: () => this.open(),
        KeyA: () => void this.assign(),
        KeyT: () => void this.take(),
        '/': () => this.searchBox()?.nativeElement.focus(),
        '?': () => this.openHelp(),
        Escape: () => this.clear(),
      },
      destroyRef,
    );
  }

  protected put(change: Partial<InboxQuery>, replaceUrl = false): void {
    void this.router.navigate(['/office/inbox'], {
      queryParams: writeInboxQuery({ ...this.query(), ...change }),
      replaceUrl,
    });
  }

  protected type(text: string): void {
    this.line.set(text);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.put({ q: text.trim() }, true);
    }, PAUSE_MS);
  }

  protected clear(): void {
    this.line.set('');
    void this.router.navigate(['/office/inbox']);
  }

  protected turn(sort: string): void {
    this.put({ sort: sort.endsWith('created') ? 'created' : 'due' });
  }

  protected choose(row: ApplicationRowDto): void {
    this.chosenId.set(row.id);
  }

  protected openHelp(): void {
    void this.help.open(this.hints);
  }

  protected async more(): Promise<void> {
    try {
      await this.list.more();
    } catch (error) {
      this.problems.show(error);
    }
  }

  protected async take(row: ApplicationRowDto | undefined = this.chosen()): Promise<void> {
    if (!row || row.assignee !== null || !this.mayTake()) {
      return;
    }
    try {
      await firstValueFrom(this.http.post(`/api/v1/applications/${row.id}/take`, {}));
      this.toasts.say(this.t('office.inbox.taken', { number: row.number }));
    } catch (error) {
      this.problems.show(error);
    }
    await this.again();
  }

  protected async assign(row: ApplicationRowDto | undefined = this.chosen()): Promise<void> {
    if (!row || !this.mayAssign()) {
      return;
    }
    const { id, number, assignee } = row;
    const given = await this.assigning.ask({
      applicationId: id,
      number: number ?? '',
      assigneeId: assignee?.id ?? null,
    });
    if (given) {
      this.toasts.say(this.t('office.inbox.given', { number, name: given.assignee?.name ?? '' }));
      await this.again();
    }
  }

  /** Moves the choice; the chosen row is scrolled to and said aloud. */
  private step(by: 1 | -1): void {
    const rows = this.list.rows();
    const at = rows.findIndex(({ id }) => id === this.chosenId());
    const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (!next) {
      return;
    }
    this.chosenId.set(next.id);
    if (!this.rows.items().includes(next)) {
      this.rows.all();
    }
    this.said.set(
      `${next.number ?? ''}, ${next.organisation.shortName}, ${this.t(`ui.status.staff.${next.state}`)}`,
    );
    requestAnimationFrame(() => {
      this.host.nativeElement.querySelector('tr.cur')?.scrollIntoView({ block: 'nearest' });
    });
  }

  private open(): void {
    const row = this.chosen();
    if (row) {
      void this.router.navigate(['/office/cases', row.id]);
    }
  }

  private readSoon(): void {
    clearTimeout(this.reading);
    this.reading = setTimeout(() => void this.again(), LIVE_MS);
  }

  private async again(): Promise<void> {
    this.tick.update((n) => n + 1);
    await this.list.refresh();
  }
}
