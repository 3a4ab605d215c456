import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MeasureDto } from '@okno/web/api-client';
import { OkCalculator, injectTexts, type CofinancingTerms } from '@okno/web/ui';

import { Announce } from '../announcements/announce';

/** A cost to begin with, so that the bar explains itself: 300 000 ₽. */
const EXAMPLE_KOPECKS = 30_000_000;

/** How much the centre pays of a cost, counted here with the code the server uses, and the way to apply. */
@Component({
  selector: 'okno-apply-box',
  imports: [Announce, OkCalculator, RouterLink],
  template: `
    @if (terms(); as terms) {
      <section class="panel" aria-labelledby="calculator-heading">
        <div class="ph">
          <h2 id="calculator-heading">{{ t('public.measure.calculator') }}</h2>
        </div>
        <div class="pb">
          <ok-calculator
            [terms]="terms"
            [question]="question()"
            [spent]="spent()"
            [(costKopecks)]="cost"
          />
          @if (measure().limits?.limitPerYearKopecks) {
            <p class="sm muted rest">{{ t('public.measure.yearNote') }}</p>
          }
        </div>
      </section>
    }
    @if (mayApply()) {
      <a
        class="btn btn--p btn--l btn--w"
        routerLink="/cabinet/apply"
        [queryParams]="{ measure: measure().code }"
        >{{ label() }}</a
      >
      <p class="sm muted">{{ t('public.measure.draftSaves') }}</p>
    } @else {
      <button
        type="button"
        class="btn btn--l btn--w"
        aria-disabled="true"
        aria-describedby="why-closed"
      >
        {{ label() }}
      </button>
      <p class="sm muted" id="why-closed">{{ reason() }}</p>
      @if (mayOpen()) {
        <okno-announce class="tell" [target]="{ measureCode: measure().code }" [wide]="true" />
      }
    }
  `,
  styles: `
    :host {
      display: block;
    }
    h2 {
      font: var(--ok-title-large);
    }
    .btn {
      margin-top: 16px;
    }
    p:not(.rest) {
      margin-top: 12px;
      text-align: center;
    }
    .tell {
      margin-top: 16px;
    }
    .rest {
      margin-top: 10px;
    }
  `,
})
export class ApplyBox {
  protected readonly t = injectTexts();

  readonly measure = input.required<MeasureDto>();
  protected readonly spent = computed(() => this.measure().kind === 'COMPENSATION');
  protected readonly question = computed(() =>
    this.spent() ? 'public.measure.spent' : 'ui.money.yourCost',
  );
  /** Why nothing can be applied for now. */
  readonly reason = input.required<string>();

  protected readonly cost = signal<number | null>(EXAMPLE_KOPECKS);
  protected readonly mayApply = computed(() => this.measure().applyable && this.measure().open);
  /** Whether it may ever take applications here: then one can wait for that. */
  protected readonly mayOpen = computed(() => this.measure().notOpenReason !== 'NOT_APPLIED_FOR');
  protected readonly label = computed(() =>
    this.t(this.measure().kind === 'MEMBERSHIP' ? 'public.measure.join' : 'public.measure.apply'),
  );
  protected readonly terms = computed<CofinancingTerms | null>(() => {
    const limits = this.measure().limits;
    return limits?.stateShareBp === null || limits?.stateShareBp === undefined
      ? null
      : { stateShareBp: limits.stateShareBp, limitKopecks: limits.limitPerApplicationKopecks };
  });
}
