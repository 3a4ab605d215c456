import { HttpClient } from '@angular/common/http';
import { computed, effect, inject, signal, untracked, type Signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { ApplicationPageDto, ApplicationRowDto } from '@okno/web/api-client';

import { PAGE_SIZE } from './inbox-query';

/** Cases read by key. They can be read again in their place, which is how the list stays live. */
export interface CaseList {
  readonly rows: Signal<readonly ApplicationRowDto[]>;
  /** Undefined until the first answer. */
  readonly total: Signal<number | undefined>;
  readonly approximate: Signal<boolean>;
  readonly hasMore: Signal<boolean>;
  readonly busy: Signal<boolean>;
  /** Whether the answer to the present question is there. */
  readonly ready: Signal<boolean>;
  readonly error: Signal<unknown>;
  more(): Promise<void>;
  /** Reads everything shown again; what is shown stays meanwhile. */
  refresh(): Promise<void>;
}

interface Shown {
  readonly rows: readonly ApplicationRowDto[];
  readonly next: string | null;
  readonly total: number | undefined;
  readonly approximate: boolean;
}

const NOTHING: Shown = { rows: [], next: null, total: undefined, approximate: false };
const URL = '/api/v1/applications';

/** Makes such a list; call it where a component is made. */
export function caseList(params: () => Readonly<Record<string, string>>): CaseList {
  const http = inject(HttpClient);
  const shown = signal<Shown>(NOTHING);
  const ready = signal(false);
  const error = signal<unknown>(undefined);
  const asking = signal(0);
  // An answer to an older question is nobody's business any more.
  let question = 0;

  const page = (after: string | null): Promise<ApplicationPageDto> =>
    firstValueFrom(
      http.get<ApplicationPageDto>(URL, {
        params: {
          ...params(),
          limit: PAGE_SIZE,
          ...(after === null ? { count: true } : { after }),
        },
      }),
    );

  /** As many pages as are needed to show at least `count` rows. */
  const read = async (count: number): Promise<Shown> => {
    const first = await page(null);
    const rows = [...first.items];
    let { next } = first;
    while (next !== null && rows.length < count) {
      const later = await page(next);
      rows.push(...later.items);
      next = later.next;
    }
    return { rows, next, total: first.total, approximate: first.approximate ?? false };
  };

  const load = async (count: number): Promise<void> => {
    question += 1;
    const mine = question;
    asking.update((n) => n + 1);
    try {
      const got = await read(count);
      if (mine === question) {
        shown.set(got);
        error.set(undefined);
        ready.set(true);
      }
    } catch (failure) {
      if (mine === question) {
        error.set(failure);
      }
    } finally {
      asking.update((n) => n - 1);
    }
  };

  const more = async (): Promise<void> => {
    const { next } = shown();
    const mine = question;
    if (next === null || asking() > 0) {
      return;
    }
    asking.update((n) => n + 1);
    try {
      const got = await page(next);
      if (mine === question) {
        shown.update((was) => ({ ...was, rows: [...was.rows, ...got.items], next: got.next }));
      }
    } finally {
      asking.update((n) => n - 1);
    }
  };

  effect(() => {
    params();
    untracked(() => {
      ready.set(false);
      void load(PAGE_SIZE);
    });
  });

  return {
    rows: computed(() => shown().rows),
    total: computed(() => shown().total),
    approximate: computed(() => shown().approximate),
    hasMore: computed(() => shown().next !== null),
    busy: computed(() => asking() > 0),
    ready: ready.asReadonly(),
    error: error.asReadonly(),
    more,
    refresh: () => load(shown().rows.length),
  };
}
