import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { fieldIdOf, injectAnswerText, injectProblemTexts } from '@okno/web/form';
import {
  OkErrorSummary,
  OkIcon,
  OkNote,
  injectFormats,
  injectSay,
  injectTexts,
  type SummaryError,
} from '@okno/web/ui';
import { firstValueFrom } from 'rxjs';

import { CaseEligibility } from '../../eligibility/case-eligibility';
import { Problems, problemOf, type Problem } from '../../shell/problem';
import type { ApplicationDto } from '../applications/application-api';
import { forgetKey, onceKey } from '../once-key';
import { isGiven, type ConsentDto } from './consents';
import { Draft } from './draft';

/** A place to go to from the check. */
export interface Place {
  readonly fieldId: string;
  readonly path: string;
}

/** The last step: everything that is still missing with links, the answers as they will be filed, and the button. */
@Component({
  selector: 'okno-check-step',
  imports: [CaseEligibility, OkErrorSummary, OkIcon, OkNote, RouterLink],
  templateUrl: './check-step.html',
  styleUrl: './check-step.css',
})
export class CheckStep {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly problems = inject(Problems);
  private readonly problemTexts = injectProblemTexts();
  private readonly print = injectAnswerText();
  private readonly summary = viewChild(OkErrorSummary);
  private readonly conditions = viewChild(CaseEligibility);
  protected readonly draft = inject(Draft);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly consents = input.required<readonly ConsentDto[]>();
  readonly goTo = output<Place>();

  protected readonly busy = signal(false);
  /** Why the last try did not succeed. */
  protected readonly failure = signal('');

  protected readonly errors = computed<readonly SummaryError[]>(() => {
    const reading = this.draft.reading();
    const missing = this.consents()
      .filter((one) => !isGiven(one))
      .map((one) => ({
        fieldId: `consent-${one.purpose}`,
        text: this.t('apply.check.consent', { title: this.say(one.title) }),
      }));
    return reading
      ? [...this.problemTexts.summary(this.draft.problems(), reading), ...missing]
      : missing;
  });
  protected readonly mayFile = computed(() => this.draft.application()?.allowed.includes('submit'));
  /** Filing waits for a round to open. */
  protected readonly closed = computed(() => {
    const intake = this.draft.application()?.intake;
    return intake !== undefined && intake.state !== 'OPEN';
  });
  protected readonly sections = computed(() => {
    const reading = this.draft.reading();
    return (reading?.definition.sections ?? []).map((section) => ({
      code: section.code,
      title: this.say(section.title),
      rows: section.fields
        .filter((field) => reading?.view.isVisible(field.key))
        .map((field) => ({
          key: field.key,
          label: this.say(field.label),
          value: reading ? this.print(field, reading.answers[field.key], reading.context) : '',
        })),
    }));
  });
  protected readonly files = computed(() =>
    this.draft.slots().flatMap(({ slot }) =>
      this.draft
        .documents()
        .filter((one) => one.slot === slot.code && !one.replaced)
        .map((one) => ({ ...one, label: this.say(slot.label) })),
    ),
  );

  protected placeOf(code: string): Place {
    const section = this.draft.reading()?.definition.sections.find((one) => one.code === code);
    const path = section?.fields[0]?.key ?? code;
    return { fieldId: fieldIdOf(path), path };
  }

  protected elsewhere({ fieldId }: SummaryError): void {
    const problem = this.draft.problems().find(({ path }) => fieldIdOf(path) === fieldId);
    this.goTo.emit({ fieldId, path: problem?.path ?? 'consent' });
  }

  protected async submit(): Promise<void> {
    if (this.busy()) {
      return;
    }
    this.failure.set('');
    if (this.closed()) {
      return;
    }
    if (this.errors().length > 0) {
      this.summary()?.focus();
      return;
    }
    this.busy.set(true);
    try {
      await this.file();
    } finally {
      this.busy.set(false);
    }
  }

  private async file(): Promise<void> {
    const { keeper } = this.draft;
    if (!(await keeper.flush())) {
      this.failure.set(this.t('apply.check.notSaved'));
      return;
    }
    const id = this.draft.application()?.id ?? '';
    const revision = keeper.currentRevision();
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
    } catch (error) {
      this.fail(error, scope);
    }
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

  private fail(error: unknown, scope: string): void {
    const problem = problemOf(error);
    if (problem.status !== 0 && problem.status < 500) {
      // Refused, so nothing was filed; a try after a change is another command.
      forgetKey(scope);
    }
    if (problem.code === 'application.changed_meanwhile') {
      this.draft.keeper.refresh();
    }
    this.draft.again();
    const { checks } = problem;
    this.failure.set([this.problems.explain(error), ...this.claimed(problem)].join(' '));
    if (Array.isArray(checks)) {
      // The list of conditions says which, and what helps.
      this.conditions()?.reload();
    }
  }
}
