import { inject, signal, type Signal } from '@angular/core';

import { Problems } from './problem';

/** Work that a person starts by pressing something: never twice at once, and told of when it fails. */
export interface OneAtATime {
  readonly busy: Signal<boolean>;
  /** Does nothing while earlier work runs; a failure is shown as a toast that stays. */
  run(work: () => Promise<void>): Promise<void>;
}

/** In an injection context. Where a failure belongs beside its fields, a component catches it itself. */
export function injectOneAtATime(): OneAtATime {
  const problems = inject(Problems);
  const busy = signal(false);
  return {
    busy: busy.asReadonly(),
    run: async (work) => {
      if (busy()) {
        return;
      }
      busy.set(true);
      try {
        await work();
      } catch (error) {
        problems.show(error);
      } finally {
        busy.set(false);
      }
    },
  };
}
