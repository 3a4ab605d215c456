import { HttpClient } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { CommentDto, CommentTargetDto, CommentsDto } from '@okno/web/api-client';
import { filter, firstValueFrom } from 'rxjs';

import { LiveUpdates } from '../../shell/live-updates';
import { Problems, problemOf } from '../../shell/problem';
import { readUpTo, threadsOf, unreadOf, type CommentThread } from './comment-threads';
import { Team } from './team';

/** What somebody says: in a new thread about a part of the request, or in answer. */
export interface Said {
  readonly text: string;
  /** Colleagues who are called by letter. */
  readonly mentions: readonly string[];
  readonly target?: CommentTargetDto;
  readonly threadId?: string;
}

/**
 * What colleagues say to each other about a request; the centre never gets it. Provide it in the page's component,
 * with Team.
 */
@Injectable()
export class Discussion {
  private readonly http = inject(HttpClient);
  private readonly problems = inject(Problems);
  private readonly team = inject(Team);

  private readonly comments = signal<readonly CommentDto[] | undefined>(undefined);
  private readonly failed = signal('');
  private readonly seen = signal<ReadonlySet<number>>(new Set());
  private reading = 0;
  private told = 0;
  /** A try whose answer was lost keeps its key: the words arrive once. */
  private readonly attempt = { words: '', key: '' };

  private readonly unread = computed(() => unreadOf(this.comments() ?? [], this.team.unread()));
  readonly threads = computed<readonly CommentThread[]>(() =>
    threadsOf(
      this.comments() ?? [],
      this.unread().filter((no) => !this.seen().has(no)),
    ),
  );
  readonly loading = computed(() => this.comments() === undefined && this.failed() === '');
  readonly ready = computed(() => this.comments() !== undefined);
  /** Why the comments could not be read; those read before stay. */
  readonly failure = this.failed.asReadonly();

  constructor() {
    effect(() => {
      this.team.id();
      untracked(() => {
        this.comments.set(undefined);
        this.failed.set('');
        this.seen.set(new Set());
        this.told = 0;
      });
    });
    effect(() => {
      // Who is alone in the company has nobody to read.
      if (this.team.id() && this.team.talks()) {
        untracked(() => void this.load());
      }
    });
    inject(LiveUpdates)
      .team()
      .pipe(
        filter((id) => this.team.talks() && (id === null || id === this.team.id())),
        takeUntilDestroyed(),
      )
      .subscribe(() => void this.load());
  }

  /** Threads about one part of the request. */
  about({ kind, path }: CommentTargetDto): readonly CommentThread[] {
    return this.threads().filter(({ target }) => target.kind === kind && target.path === path);
  }

  async load(): Promise<void> {
    this.reading += 1;
    const mine = this.reading;
    try {
      const all = await this.everything();
      if (mine === this.reading) {
        this.comments.set(all);
        this.failed.set('');
      }
    } catch (error) {
      if (mine === this.reading) {
        this.failed.set(this.problems.explain(error));
      }
    }
  }

  /** The person looked at these comments. */
  async see(numbers: readonly number[]): Promise<void> {
    if (numbers.every((no) => this.seen().has(no))) {
      return;
    }
    this.seen.update((before) => new Set([...before, ...numbers]));
    const no = readUpTo(this.comments() ?? [], this.unread(), this.seen());
    if (no <= this.told) {
      return;
    }
    try {
      await firstValueFrom(this.http.put(`${this.address()}/read`, { no }));
      this.told = no;
      this.team.again();
    } catch {
      // The mark comes back with the next reading: nothing the person has to do.
    }
  }

  /** False: not said, the reason was shown, and the words must stay where they are. */
  async post(said: Said): Promise<boolean> {
    const words = JSON.stringify(said);
    if (words !== this.attempt.words) {
      Object.assign(this.attempt, { words, key: crypto.randomUUID() });
    }
    const headers = { 'Idempotency-Key': this.attempt.key };
    const done = await this.run(() => this.http.post(this.address(), said, { headers }));
    if (done) {
      this.attempt.words = '';
    }
    return done;
  }

  async settle({ id }: CommentThread, resolved: boolean): Promise<void> {
    await this.run(() => this.http.patch(`/api/v1/comments/${id}`, { resolved }));
  }

  async remove({ id }: CommentDto): Promise<void> {
    await this.run(() => this.http.delete(`/api/v1/comments/${id}`));
  }

  private async run(command: () => ReturnType<HttpClient['post']>): Promise<boolean> {
    try {
      await firstValueFrom(command());
    } catch (error) {
      this.problems.show(error);
      if (problemOf(error).status !== 0) {
        // Somebody was quicker, say: show what stands.
        await this.load();
      }
      return false;
    }
    await this.load();
    this.team.again();
    return true;
  }

  private async everything(): Promise<readonly CommentDto[]> {
    const all: CommentDto[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: CommentsDto = await firstValueFrom(
        this.http.get<CommentsDto>(this.address(), {
          params: { limit: 100, ...(after ? { after } : {}) },
        }),
      );
      all.push(...page.items);
      after = page.next;
    }
    return all;
  }

  private address(): string {
    return `/api/v1/applications/${this.team.id()}/comments`;
  }
}
