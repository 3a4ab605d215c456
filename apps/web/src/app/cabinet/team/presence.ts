import { HttpClient } from '@angular/common/http';
import {
  DOCUMENT,
  DestroyRef,
  Injectable,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';

import { LiveUpdates, type Whereabouts } from '../../shell/live-updates';
import { Session } from '../../shell/session';
import { problemOf } from '../../shell/problem';
import { Team } from './team';
import { hear, placesOf, quiet, type HeardTab, type PersonPlace } from './whereabouts';

/** How often a screen says that it is still here. */
const BEAT_MS = 10_000;
/** Walking through fields is told once the person stops. */
const SETTLE_MS = 300;

/**
 * Who else has this request open, and where. Says where we are as long as there is anybody to hear it; nothing of
 * it is stored. Provide it in the page's component, with Team.
 */
@Injectable()
export class Presence {
  private readonly http = inject(HttpClient);
  private readonly team = inject(Team);
  private readonly session = inject(Session);
  private readonly view = inject(DOCUMENT).defaultView;

  private readonly tab = crypto.randomUUID();
  private place = '';
  /** The request in which we say where we are; empty: nobody would hear it. */
  private spokenIn = '';
  private beat: ReturnType<typeof setTimeout> | undefined;
  private settling: ReturnType<typeof setTimeout> | undefined;

  private readonly heard = signal<readonly HeardTab[]>([]);
  /** Colleagues with this request open, one line a person; the same list while nobody comes, goes or moves. */
  readonly here = computed<readonly PersonPlace[]>(
    () => placesOf(this.heard(), this.team.colleagues()),
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );

  constructor() {
    inject(LiveUpdates)
      .whereabouts(() => this.team.id())
      .pipe(takeUntilDestroyed())
      .subscribe((news) => {
        this.listen(news);
      });
    effect(() => {
      const id = this.team.id();
      if (this.team.colleagues().length > 0 && id !== this.spokenIn) {
        untracked(() => {
          this.begin(id);
        });
      }
    });
    const leave = (): void => {
      this.part();
    };
    const comeBack = (): void => {
      if (this.spokenIn && this.view?.document.visibilityState === 'visible') {
        this.say('HELLO');
      }
    };
    this.view?.addEventListener('pagehide', leave);
    this.view?.document.addEventListener('visibilitychange', comeBack);
    inject(DestroyRef).onDestroy(() => {
      this.view?.removeEventListener('pagehide', leave);
      this.view?.document.removeEventListener('visibilitychange', comeBack);
      this.part();
      this.stop();
    });
  }

  /** We are in a section, or in a field of it: `MONEY/money.lines`. */
  at(place: string): void {
    if (place === this.place) {
      return;
    }
    this.place = place;
    if (this.spokenIn) {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => {
        this.say('HERE');
      }, SETTLE_MS);
    }
  }

  private begin(id: string): void {
    this.part();
    this.stop();
    this.heard.set([]);
    this.spokenIn = id;
    this.say('HELLO');
    const next = (): void => {
      this.beat = setTimeout(() => {
        this.heard.update((tabs) => quiet(tabs, performance.now()));
        this.say('HERE');
        next();
      }, BEAT_MS);
    };
    next();
  }

  private stop(): void {
    this.spokenIn = '';
    clearTimeout(this.beat);
    clearTimeout(this.settling);
  }

  private listen(news: Whereabouts | null): void {
    if (news === null) {
      // The line was down: who came or moved meanwhile answers; who left falls silent.
      if (this.spokenIn) {
        this.say('HELLO');
      }
      return;
    }
    if (news.tab === this.tab || news.accountId === this.session.me()?.id) {
      return;
    }
    this.heard.update((tabs) => hear(tabs, news, performance.now()));
    if (!this.team.colleagues().some(({ id }) => id === news.accountId)) {
      this.team.again();
    } else if (news.state === 'HELLO' && this.spokenIn) {
      this.say('HERE');
    }
  }

  /** Without a connection nothing is said, and the next beat tries again. */
  private say(state: Whereabouts['state']): void {
    this.http.post(this.address(), this.body(state)).subscribe({
      error: (error: unknown) => {
        const { status } = problemOf(error);
        if (status === 401 || status === 403 || status === 404) {
          // Signed out, removed from the organisation, or the draft is gone.
          this.stop();
          this.heard.set([]);
        }
      },
    });
  }

  /** A page that is being closed sends nothing but this. */
  private part(): void {
    if (this.spokenIn) {
      const words = new Blob([JSON.stringify(this.body('GONE'))], { type: 'application/json' });
      this.view?.navigator.sendBeacon(this.address(), words);
    }
  }

  private address(): string {
    return `/api/v1/applications/${this.spokenIn}/presence`;
  }

  private body(state: Whereabouts['state']): object {
    return { tab: this.tab, state, ...(this.place ? { place: this.place } : {}) };
  }
}
