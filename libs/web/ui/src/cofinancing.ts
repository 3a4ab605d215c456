import { Component, computed, input, model } from '@angular/core';
import { split, type CapReason } from '@okno/shared/money';

import { OkField } from './field';
import { injectFormats } from './formats';
import { OkNumberInput } from './number-input';
import { injectTexts } from './texts';

/** Who pays what, in kopecks; the server's answer or our own count with the same code. */
export interface CofinancingParts {
  readonly costKopecks: number;
  readonly stateKopecks: number;
  readonly ownKopecks: number;
  readonly capReason: CapReason;
}

/** The limits the split is counted with. */
export interface CofinancingTerms {
  readonly stateShareBp: number;
  readonly limitKopecks?: number | null;
  readonly yearRestKopecks?: number | null;
  readonly roundRestKopecks?: number | null;
}

/** The bar: solid = the centre, hatch = you; then sums, the formula and which limit decided. */
@Component({
  selector: 'ok-cofinancing',
  template: `
    @if (parts(); as one) {
      <div class="calc__bar" aria-hidden="true">
        <span class="calc__s" [style.flex]="'0 0 ' + percent() + '%'">{{
          t('ui.money.centreShare', { share: f().share(stateBp()) })
        }}</span>
        <span class="calc__o grow">{{ t('ui.money.you') }}</span>
      </div>
      <dl class="kv" aria-live="polite">
        <dt>{{ t('ui.money.centre') }}</dt>
        <dd class="tot">{{ f().money(one.stateKopecks) }}</dd>
        <dt>{{ t('ui.money.you') }}</dt>
        <dd class="tot">{{ f().money(one.ownKopecks) }}</dd>
        <div class="line"></div>
        <dt class="sm muted">{{ t(spent() ? 'ui.money.spent' : 'ui.money.cost') }}</dt>
        <dd class="sm">{{ f().money(one.costKopecks) }}</dd>
        @if (terms(); as limits) {
          @if (byShare(); as sum) {
            <dt class="sm muted">
              {{
                t(spent() ? 'ui.money.byShareOfSpent' : 'ui.money.byShare', {
                  share: f().share(limits.stateShareBp),
                })
              }}
            </dt>
            <dd class="sm">{{ f().money(sum) }}</dd>
          }
          @for (limit of limitRows(); track limit.key) {
            <dt class="sm muted">{{ t(limit.key) }}</dt>
            <dd class="sm">{{ f().money(limit.kopecks) }}</dd>
          }
        }
      </dl>
      <p class="sm">{{ t('ui.money.cap.' + one.capReason) }}</p>
    } @else {
      <p class="sm muted">{{ t('ui.money.none') }}</p>
    }
  `,
  styleUrl: './cofinancing.css',
})
export class OkCofinancing {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly parts = input.required<CofinancingParts | null>();
  readonly terms = input<CofinancingTerms | null>(null);
  /** A compensation has no estimate: the money is spent already. */
  readonly spent = input(false);

  // The agreed share where it decided: kopecks rounded down must not turn 80 % into 79,99 %.
  // Otherwise down to a whole basis point, so that the bar never shows more than is paid.
  protected readonly stateBp = computed(() => {
    const [parts, terms] = [this.parts(), this.terms()];
    if (terms && parts?.capReason === 'SHARE') {
      return terms.stateShareBp;
    }
    return parts && parts.costKopecks > 0
      ? Math.floor((parts.stateKopecks / parts.costKopecks) * 10_000)
      : 0;
  });
  protected readonly percent = computed(() => this.stateBp() / 100);
  protected readonly byShare = computed(() => {
    const [parts, terms] = [this.parts(), this.terms()];
    if (!parts || !terms) {
      return null;
    }
    const counted = split({ costKopecks: parts.costKopecks, stateShareBp: terms.stateShareBp });
    return counted.ok ? counted.value.byShareKopecks : null;
  });
  protected readonly limitRows = computed(() => {
    const terms = this.terms();
    const rows = [
      { key: 'ui.money.limit', kopecks: terms?.limitKopecks },
      { key: 'ui.money.yearRest', kopecks: terms?.yearRestKopecks },
      { key: 'ui.money.roundRest', kopecks: terms?.roundRestKopecks },
    ];
    return rows.flatMap(({ key, kopecks }) =>
      kopecks === null || kopecks === undefined ? [] : [{ key, kopecks }],
    );
  });
}

/** 1 000 ₽: a cost is chosen roughly here and typed exactly in the field. */
const SLIDER_STEP_KOPECKS = 100_000;
/** 500 000 ₽: the middle of the slider of a measure without a limit. */
const EXAMPLE_KOPECKS = 50_000_000;

/** The calculator of a measure page: a cost in, the split out, counted in the browser to the kopeck. */
@Component({
  selector: 'ok-calculator',
  imports: [OkCofinancing, OkField, OkNumberInput],
  template: `
    <ok-field [label]="t(question())" [error]="error()">
      <ok-number-input kind="money" [(value)]="costKopecks" (unreadable)="unreadable.set($event)" />
    </ok-field>
    <input
      #slider
      type="range"
      min="0"
      [max]="sliderMax()"
      [step]="sliderStep"
      [value]="costKopecks() ?? 0"
      [attr.aria-label]="t(question())"
      [attr.aria-valuetext]="f().money(costKopecks() ?? 0)"
      (input)="costKopecks.set(slider.valueAsNumber)"
    />
    <ok-cofinancing [parts]="parts()" [terms]="terms()" [spent]="spent()" />
  `,
  styles: `
    :host {
      display: block;
    }
    ok-field {
      display: block;
    }
    input {
      display: block;
      min-height: 24px;
      margin: 10px 0 12px;
    }
  `,
})
export class OkCalculator {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly sliderStep = SLIDER_STEP_KOPECKS;

  readonly terms = input.required<CofinancingTerms>();
  /** Key of the question; a compensation asks for what was spent already. */
  readonly question = input('ui.money.yourCost');
  readonly spent = input(false);
  readonly costKopecks = model<number | null>(null);

  /** Twice the cost at which the limit of the centre is reached, so that both sides of it show. */
  protected readonly sliderMax = computed(() => {
    const { limitKopecks, stateShareBp } = this.terms();
    const reached =
      limitKopecks && stateShareBp > 0 ? (limitKopecks * 10_000) / stateShareBp : EXAMPLE_KOPECKS;
    return Math.ceil((reached * 2) / SLIDER_STEP_KOPECKS) * SLIDER_STEP_KOPECKS;
  });
  protected readonly unreadable = model(false);
  protected readonly error = computed(() =>
    this.unreadable() ? this.t('ui.money.unreadable') : '',
  );
  protected readonly parts = computed(() => {
    const cost = this.costKopecks();
    if (cost === null) {
      return null;
    }
    const counted = split({ costKopecks: cost, ...this.terms() });
    return counted.ok ? counted.value : null;
  });
}
