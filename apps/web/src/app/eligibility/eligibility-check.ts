import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import type { EligibilityDto, MeasureDto } from '@okno/web/api-client';
import { OkField, OkInput, OkNote, injectTexts } from '@okno/web/ui';
import { checkInn } from '@okno/shared/identifiers';
import { firstValueFrom } from 'rxjs';

import { ClusterList } from '../public/cluster-list';
import { Problems, problemOf } from '../shell/problem';
import { Session } from '../shell/session';
import { CheckResult } from './check-result';

/** One's own organisations are looked at by themselves as long as they are few. */
const MOST_OWN = 3;

/** «Можно ли вам подать»: one's own organisations at once, any other by its ИНН. */
@Component({
  selector: 'okno-eligibility-check',
  imports: [CheckResult, OkField, OkInput, OkNote],
  templateUrl: './eligibility-check.html',
  styleUrl: './eligibility-check.css',
})
export class EligibilityCheck {
  private readonly http = inject(HttpClient);
  private readonly session = inject(Session);
  private readonly problems = inject(Problems);
  private readonly clusters = inject(ClusterList);
  protected readonly t = injectTexts();

  readonly measure = input.required<MeasureDto>();
  /** Why the measure takes no requests; empty while it does. */
  readonly closed = input('');

  protected readonly own = signal<readonly EligibilityDto[]>([]);
  protected readonly asked = signal<EligibilityDto | undefined>(undefined);
  protected readonly inn = signal('');
  protected readonly error = signal('');
  /** What stood in the way of an answer. */
  protected readonly failure = signal('');
  protected readonly busy = signal(false);
  protected readonly joinMeasure = computed(() => {
    const cluster = this.clusters.find(this.measure().cluster?.code);
    return cluster?.acceptsMembership ? cluster.membershipMeasureCode : null;
  });

  constructor() {
    effect(() => {
      const { code } = this.measure();
      const organisations = this.session.me()?.organisations ?? [];
      untracked(() => {
        this.asked.set(undefined);
        void this.lookAtOwn(
          code,
          organisations.slice(0, MOST_OWN).map(({ id }) => id),
        );
      });
    });
  }

  protected type(text: string): void {
    this.inn.set(text);
    this.error.set('');
  }

  protected async check(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) {
      return;
    }
    const checked = checkInn(this.inn().replace(/\s/g, ''));
    if (!checked.ok) {
      this.error.set(this.t('eligibility.check.wrong'));
      return;
    }
    this.busy.set(true);
    this.failure.set('');
    try {
      this.asked.set(await this.ask(this.measure().code, { inn: checked.value }));
    } catch (error) {
      this.asked.set(undefined);
      if (problemOf(error).code === 'request.invalid') {
        this.error.set(this.t('eligibility.check.wrong'));
      } else {
        this.failure.set(this.problems.explain(error));
      }
    } finally {
      this.busy.set(false);
    }
  }

  /** Without an answer the visitor still has the line for an ИНН. */
  private async lookAtOwn(code: string, ids: readonly string[]): Promise<void> {
    const answers = await Promise.allSettled(
      ids.map((organisationId) => this.ask(code, { organisationId })),
    );
    if (code === this.measure().code) {
      this.own.set(answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
    }
  }

  private ask(
    code: string,
    body: { inn: string } | { organisationId: string },
  ): Promise<EligibilityDto> {
    const url = `/api/v1/measures/${encodeURIComponent(code)}/eligibility`;
    return firstValueFrom(this.http.post<EligibilityDto>(url, body));
  }
}
