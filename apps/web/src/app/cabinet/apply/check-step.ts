import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { fieldIdOf, injectProblemTexts } from '@okno/web/form';
import { OkErrorSummary, OkNote, injectSay, injectTexts, type SummaryError } from '@okno/web/ui';

import { CaseEligibility } from '../../eligibility/case-eligibility';
import { SendForSignature } from '../team/send-for-signature';
import { WholeDiscussion } from '../team/whole-discussion';
import { AnswersReview, type Place } from './answers-review';
import { isGiven, type ConsentDto } from './consents';
import { Draft } from './draft';
import { Filing } from './filing';

/** The last step: everything that is still missing with links, the answers as they will be filed, and the button. */
@Component({
  selector: 'okno-check-step',
  imports: [
    AnswersReview,
    CaseEligibility,
    OkErrorSummary,
    OkNote,
    SendForSignature,
    WholeDiscussion,
  ],
  providers: [Filing],
  templateUrl: './check-step.html',
  styleUrl: './check-step.css',
})
export class CheckStep {
  private readonly problemTexts = injectProblemTexts();
  private readonly summary = viewChild(OkErrorSummary);
  private readonly conditions = viewChild(CaseEligibility);
  protected readonly draft = inject(Draft);
  protected readonly filing = inject(Filing);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  /** Of who files: nobody else has to give any. */
  readonly consents = input.required<readonly ConsentDto[]>();
  readonly goTo = output<Place>();

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
  protected readonly mayFile = computed(
    () => this.draft.application()?.allowed.includes('submit') === true,
  );
  /** Filing waits for a round to open. */
  protected readonly closed = computed(() => {
    const intake = this.draft.application()?.intake;
    return intake !== undefined && intake.state !== 'OPEN';
  });

  protected elsewhere({ fieldId }: SummaryError): void {
    const problem = this.draft.problems().find(({ path }) => fieldIdOf(path) === fieldId);
    this.goTo.emit({ fieldId, path: problem?.path ?? 'consent' });
  }

  protected async submit(): Promise<void> {
    this.filing.tell('');
    if (this.filing.busy() || this.closed()) {
      return;
    }
    if (this.errors().length > 0) {
      this.summary()?.focus();
      return;
    }
    const { keeper } = this.draft;
    if (!(await keeper.flush())) {
      this.filing.tell(this.t('apply.check.notSaved'));
      return;
    }
    const id = this.draft.application()?.id ?? '';
    const problem = await this.filing.file(id, keeper.currentRevision());
    if (Array.isArray(problem?.['checks'])) {
      // The list of conditions says which, and what helps.
      this.conditions()?.reload();
    }
  }
}
