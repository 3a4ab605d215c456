import { HttpClient } from '@angular/common/http';
import { Injectable, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { injectTexts } from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { Problems, problemOf, type Problem } from '../../shell/problem';
import type { ApplicationDto } from '../applications/application-api';
import { forgetKey, onceKey } from '../once-key';
import { Draft } from './draft';

/** Hands a draft in, once however often it is pressed. Provide it in the component with the button. */
@Injectable()
export class Filing {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly problems = inject(Problems);
  private readonly draft = inject(Draft);
  private readonly t = injectTexts();

  private readonly running = signal(false);
  private readonly why = signal('');
  readonly busy = this.running.asReadonly();
  /** Why the last try did not succeed. */
  readonly failure = this.why.asReadonly();

  /** Files the revision the person has seen, and shows the receipt. The problem, when it is refused. */
  async file(id: string, revision: number): Promise<Problem | null> {
    if (this.running()) {
      return null;
    }
    this.running.set(true);
    this.draft.beingFiled.set(true);
    this.why.set('');
    const scope = `submit.${id}.${revision}`;
    try {
      await firstValueFrom(
        this.http.post<ApplicationDto>(
          `/api/v1/applications/${id}/submit`,
          { revision },
          { headers: { 'Idempotency-Key': onceKey(scope) } },
        ),
      );
      forgetKey(scope);
      await this.router.navigate(['/cabinet/applications', id, 'receipt'], { replaceUrl: true });
      return null;
    } catch (error) {
      this.draft.beingFiled.set(false);
      return this.fail(error, scope);
    } finally {
      this.running.set(false);
    }
  }

  /** Another reason why it was not filed; empty: none any more. */
  tell(why: string): void {
    this.why.set(why);
  }

  private fail(error: unknown, scope: string): Problem {
    const problem = problemOf(error);
    if (problem.status !== 0 && problem.status < 500) {
      // Refused, so nothing was filed; a try after a change is another command.
      forgetKey(scope);
    }
    if (problem.code === 'application.changed_meanwhile') {
      this.draft.keeper.refresh();
    }
    this.draft.again();
    this.why.set([this.problems.explain(error), ...this.claimed(problem)].join(' '));
    return problem;
  }

  /** Which payments are claimed already, by the rows of the table. */
  private claimed({ code, fields = [] }: Problem): string[] {
    return code === 'application.cost_claimed'
      ? fields.map(({ path, code: kind, params }) =>
          this.t(`apply.claimed.${kind}`, {
            ...params,
            row: Number(/\[(\d+)\]/.exec(path)?.[1] ?? 0) + 1,
          }),
        )
      : [];
  }
}
