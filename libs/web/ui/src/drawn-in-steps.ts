import {
  DestroyRef,
  PendingTasks,
  computed,
  effect,
  inject,
  linkedSignal,
  type Signal,
} from '@angular/core';

/** How a long list is drawn. */
export interface DrawingPace {
  /** So many at once: what fills the first screen. */
  readonly first: number;
  /** So many after each pause: few enough that a phone can answer a touch in between. */
  readonly step: number;
  /** When this changes the list is another one, and begins anew. Otherwise what is drawn stays. */
  readonly anew?: () => unknown;
  /** Whether what comes to a list that stood there whole is drawn at once: a question that an answer brings up. */
  readonly onlyFirst?: boolean;
}

/** What stands on the page of a long list. */
export interface DrawnInSteps<T> {
  readonly items: Signal<readonly T[]>;
  readonly done: Signal<boolean>;
  /** Draws the rest at once: somebody wants to go there. */
  all(): void;
}

/**
 * Draws a long list in steps with pauses between them, so that no single task holds up the page. Say `aria-busy` until it
 * is done. The page counts as stable when everything is drawn. Made by a component, as one of its fields.
 */
export function injectDrawnInSteps<T>(
  list: () => readonly T[],
  { first, step, anew, onlyFirst = false }: DrawingPace,
): DrawnInSteps<T> {
  const pending = inject(PendingTasks);
  const count = linkedSignal<unknown, number>({
    source: () => anew?.(),
    computation: () => first,
  });
  const done = computed(() => count() >= list().length);
  let finish: (() => void) | undefined;
  const release = (): void => {
    finish?.();
    finish = undefined;
  };
  effect((onCleanup) => {
    if (done()) {
      if (onlyFirst && list().length > 0) {
        count.set(Infinity);
      }
      release();
      return;
    }
    // Read, so that one step leads to the next.
    count();
    finish ??= pending.add();
    const next = setTimeout(() => {
      count.update((drawn) => drawn + step);
    });
    onCleanup(() => {
      clearTimeout(next);
    });
  });
  inject(DestroyRef).onDestroy(release);
  return {
    items: computed(() => list().slice(0, count())),
    done,
    all: () => {
      count.update((drawn) => Math.max(drawn, list().length));
    },
  };
}
