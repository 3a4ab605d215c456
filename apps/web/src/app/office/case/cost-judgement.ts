import {
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import {
  OkField,
  OkNumberInput,
  OkRadios,
  OkTextArea,
  injectFormats,
  injectTexts,
} from '@okno/web/ui';
import type { CostLineDto, JudgeCostDto } from '@okno/web/api-client';

/** Judges one payment: accepted, reduced to a smaller sum, or refused; the applicant reads the reason. */
@Component({
  selector: 'okno-cost-judgement',
  imports: [OkField, OkNumberInput, OkRadios, OkTextArea],
  template: `
    <form (submit)="save($event)" (keydown)="key($event)">
      <ok-field
        [group]="true"
        [label]="t('review.costs.question', { no: line().no })"
        [error]="tried() && outcome() === null ? t('review.costs.choose') : ''"
      >
        <ok-radios [options]="outcomes()" [value]="outcome()" (valueChange)="outcome.set($event)" />
      </ok-field>
      @if (outcome() === 'REDUCED') {
        <ok-field
          [label]="t('review.costs.sum')"
          [required]="true"
          [error]="tried() ? sumError() : ''"
        >
          <ok-number-input kind="money" [(value)]="sum" />
        </ok-field>
      }
      @if (outcome() === 'REDUCED' || outcome() === 'REJECTED') {
        <ok-field
          [label]="t('review.costs.reason')"
          [hint]="t('review.costs.reasonHint')"
          [required]="true"
          [error]="tried() && !reason().trim() ? t('review.costs.reasonMissing') : ''"
        >
          <ok-text-area [rows]="2" [maxLength]="1000" [(value)]="reason" />
        </ok-field>
      }
      <div class="row wrap">
        <button type="submit" class="btn btn--p" [attr.aria-disabled]="busy() || null">
          {{ t('review.costs.save') }}
        </button>
        <button type="button" class="btn btn--t" (click)="closed.emit()">
          {{ t('office.cancel') }}
        </button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 12px;
      padding-top: 12px;
      max-width: 520px;
    }
  `,
})
export class CostJudgement {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly line = input.required<CostLineDto>();
  readonly busy = input(false);
  readonly judged = output<JudgeCostDto>();
  readonly closed = output();

  protected readonly outcome = signal<string | null>(null);
  protected readonly sum = signal<number | null>(null);
  protected readonly reason = signal('');
  protected readonly tried = signal(false);
  protected readonly outcomes = computed(() =>
    ['ACCEPTED', 'REDUCED', 'REJECTED'].map((value) => ({
      value,
      label: this.t(`review.costs.choice.${value}`),
    })),
  );
  protected readonly sumError = computed(() => {
    const sum = this.sum();
    if (sum === null || sum < 1) {
      return this.t('review.costs.sumMissing');
    }
    return sum >= this.line().claimedKopecks
      ? this.t('review.costs.sumTooLarge', { max: this.f().money(this.line().claimedKopecks) })
      : '';
  });

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => {
      const { verdict } = this.line();
      this.outcome.set(verdict?.outcome ?? null);
      this.sum.set(verdict?.outcome === 'REDUCED' ? verdict.acceptedKopecks : null);
      this.reason.set(verdict?.reason ?? '');
      host.nativeElement.querySelector('input')?.focus();
    });
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.closed.emit();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      this.save(event);
    }
  }

  protected save(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    const [outcome, reason, sum] = [this.outcome(), this.reason().trim(), this.sum()];
    if (this.busy() || outcome === null) {
      return;
    }
    const lineId = this.line().id;
    if (outcome === 'ACCEPTED') {
      this.judged.emit({ lineId, outcome });
    } else if (outcome === 'REJECTED' && reason) {
      this.judged.emit({ lineId, outcome, reason });
    } else if (outcome === 'REDUCED' && reason && sum !== null && this.sumError() === '') {
      this.judged.emit({ lineId, outcome, reason, acceptedKopecks: sum });
    }
  }
}
