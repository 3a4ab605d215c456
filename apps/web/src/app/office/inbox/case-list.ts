import { HttpClient } from '@angular/common/http';
import { computed, effect, inject, signal, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { ApplicationPageDto, ApplicationRowDto } from '@okno/web/api-client';

import { PAGE_SIZE } from './inbox-query';

interface Shown {
  readonly rows: readonly ApplicationRowDto[];
  readonly next: string | null;
  readonly total: number | undefined;
  readonly approximate: boolean;
  readonly answerTo: number;
}

const NOTHING: Shown = { rows: [], next: null, total: undefined, approximate: false, answerTo: 0 };
const URL = '/api/v1/applications';

/**
 * Cases read by key. They can be read again in their place, which is how the list stays live.
 * Made by a component, as one of its fields.
 */
export class CaseList {
  private readonly http = inject(HttpClient);
  private readonly shown = signal<Shown>(NOTHING);
  private readonly answered = signal(false);
  private readonly failure = signal<unknown>(undefined);
  private readonly asking = signal(0);
  // An answer to an older reading is nobody's business any more.
  private reading = 0;
  private question = 0;

  readonly rows = computed(() => this.shown().rows);
  /** Undefined until the first answer. */
  readonly total = computed(() => this.shown().total);
  readonly approximate = computed(() => this.shown().approximate);
  readonly hasMore = computed(() => this.shown().next !== null);
  /** Another number when other cases are shown because something else was asked; the same after a refresh. */
  readonly answerTo = computed(() => this.shown().answerTo);
  readonly busy = computed(() => this.asking() > 0);
  /** Whether the answer to the present question is there. */
  readonly ready = this.answered.asReadonly();
  readonly error = this.failure.asReadonly();

  constructor(private readonly params: () => Readonly<Record<string, string>>) {
    effect(() => {
      params();
      untracked(() => {
        this.answered.set(false);
        this.question += 1;
        void this.load(PAGE_SIZE);
      });
    });
  }

  /** Adds the next page. Rejects when the server is not reached; what is shown stays. */
  async more(): Promise<void> {
    const { next } = this.shown();
    const mine = this.reading;
    if (next === null || this.busy()) {
      return;
    }
    this.asking.update((n) => n + 1);
    try {
      const got = await this.page(next);
      if (mine === this.reading) {
        this.shown.update((was) => ({ ...was, rows: [...was.rows, ...got.items], next: got.next }));
      }
    } finally {
      this.asking.update((n) => n - 1);
    }
  }

  /** Reads everything shown again; what is shown stays meanwhile. */
  refresh(): Promise<void> {
    return this.load(this.shown().rows.length);
  }

  private async load(count: number): Promise<void> {
    this.reading += 1;
    const mine = this.reading;
    this.asking.update((n) => n + 1);
    try {
      const got = await this.read(count);
      if (mine === this.reading) {
        this.shown.set(got);
        this.failure.set(undefined);
        this.answered.set(true);
      }
    } catch (failure) {
      if (mine === this.reading) {
        this.failure.set(failure);
      }
    } finally {
      this.asking.update((n) => n - 1);
    }
  }

  /** As many pages as are needed to show at least `count` rows. */
  private async read(count: number): Promise<Shown> {
    const answerTo = this.question;
    const first = await this.page(null);
    const rows = [...first.items];
    let { next } = first;
    while (next !== null && rows.length < count) {
      const later = await this.page(next);
      rows.push(...later.items);
      next = later.next;
    }
    const { total, approximate = false } = first;
    return { rows, next, total, approximate, answerTo };
  }

  private page(after: string | null): Promise<ApplicationPageDto> {
    const place = after === null ? { count: true } : { after };
    return firstValueFrom(
      this.http.get<ApplicationPageDto>(URL, {
        params: { ...this.params(), limit: PAGE_SIZE, ...place },
      }),
    );
  }
}
