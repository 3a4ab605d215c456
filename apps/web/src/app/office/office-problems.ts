import { Service, inject } from '@angular/core';
import { Toasts, injectHasText, injectTexts } from '@okno/web/ui';

import { problemOf, Problems } from '../shell/problem';

/** Turns problems of the centre's commands into sentences; what is not its own it leaves to the shell. */
@Service()
export class OfficeProblems {
  private readonly t = injectTexts();
  private readonly has = injectHasText();
  private readonly problems = inject(Problems);
  private readonly toasts = inject(Toasts);

  explain(error: unknown): string {
    const problem = problemOf(error);
    const key = `office.problem.${problem.code}`;
    return this.has(key) ? this.t(key, { ...problem }) : this.problems.explain(error);
  }

  /** Shows the sentence as a toast that stays. */
  show(error: unknown): void {
    this.toasts.fail(this.explain(error));
  }
}
