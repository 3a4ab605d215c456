import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import type { EligibilityDto } from '@okno/web/api-client';
import { OkNote, OkSkeleton, injectTexts } from '@okno/web/ui';

import { ClusterList } from '../public/cluster-list';
import { Problems } from '../shell/problem';
import { CheckResult } from './check-result';

/** The conditions of the measure for a request that is about to be filed: what its filing will be judged by. */
@Component({
  selector: 'okno-case-eligibility',
  imports: [CheckResult, OkNote, OkSkeleton],
  template: `
    <section class="panel" aria-labelledby="conditions">
      <div class="ph">
        <h3 id="conditions">{{ t('eligibility.check.applyCheck') }}</h3>
      </div>
      @if (result(); as result) {
        <okno-check-result [result]="result" [joinMeasure]="joinMeasure()" />
      } @else if (answer.error(); as error) {
        <div class="pb">
          <ok-note tone="no">
            <p>{{ t('eligibility.check.failed') }}. {{ why(error) }}</p>
            <button type="button" class="btn btn--s" (click)="answer.reload()">
              {{ t('eligibility.check.retry') }}
            </button>
          </ok-note>
        </div>
      } @else {
        <div class="pb">
          <ok-skeleton [label]="t('eligibility.check.checking')" [cells]="2" />
        </div>
      }
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    h3 {
      font: var(--ok-title-large);
    }
  `,
})
export class CaseEligibility {
  private readonly problems = inject(Problems);
  private readonly clusters = inject(ClusterList);
  protected readonly t = injectTexts();

  readonly applicationId = input.required<string>();
  readonly clusterCode = input.required<string>();
  /** Asked again whenever this changes: with every saved revision the answer may be another one. */
  readonly revision = input(0);

  protected readonly answer = httpResource<EligibilityDto>(() => ({
    url: `/api/v1/applications/${this.applicationId()}/eligibility`,
    params: { revision: this.revision() },
  }));
  protected readonly result = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly joinMeasure = computed(() => {
    const cluster = this.clusters.find(this.clusterCode());
    return cluster?.acceptsMembership ? cluster.membershipMeasureCode : null;
  });

  reload(): void {
    this.answer.reload();
  }

  protected why(error: unknown): string {
    return this.problems.explain(error);
  }
}
