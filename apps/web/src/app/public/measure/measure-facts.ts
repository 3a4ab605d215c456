import { Component, computed, input } from '@angular/core';
import type { MeasureDto } from '@okno/web/api-client';
import { injectFormats, injectTexts } from '@okno/web/ui';

interface Fact {
  readonly value: string;
  readonly label: string;
}

/** The figures of a measure in one grid; those nobody published are named as unknown below it. */
@Component({
  selector: 'okno-measure-facts',
  template: `
    @if (facts().length > 0) {
      <dl [class]="'pgrid m2 c' + facts().length">
        @for (fact of facts(); track fact.label) {
          <div class="cell">
            <dt>{{ fact.label }}</dt>
            <dd>{{ fact.value }}</dd>
          </div>
        }
      </dl>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .cell {
      padding: 18px 20px;
      display: flex;
      flex-direction: column-reverse;
      justify-content: flex-end;
    }
    dd {
      font: 650 25px/30px var(--ok-font);
      letter-spacing: -0.025em;
      font-variant-numeric: tabular-nums;
    }
    dt {
      font: var(--ok-body-small);
      color: var(--ok-on-surface-variant);
    }
    @media (max-width: 720px) {
      dd {
        font-size: 21px;
      }
      .cell {
        padding: 14px 16px;
      }
    }
  `,
})
export class MeasureFacts {
  private readonly t = injectTexts();
  private readonly f = injectFormats();

  readonly measure = input.required<MeasureDto>();

  protected readonly facts = computed<Fact[]>(() => {
    const limits = this.measure().limits;
    const money = (kopecks: number) => this.f().money(kopecks);
    const rows: readonly (readonly [
      number | null | undefined,
      (value: number) => string,
      string,
    ])[] = [
      [
        limits?.stateShareBp,
        (value) => this.t('public.measure.fact.upTo', { share: this.f().share(value) }),
        'public.measure.fact.share',
      ],
      [limits?.limitPerApplicationKopecks, money, 'public.measure.fact.limit'],
      [limits?.limitPerYearKopecks, money, 'public.measure.fact.year'],
      [
        limits?.maxPerYear,
        (value) => this.t('public.measure.fact.times', { count: value }),
        'public.measure.fact.perYear',
      ],
    ];
    return rows.flatMap(([value, print, label]) =>
      value === null || value === undefined ? [] : [{ value: print(value), label: this.t(label) }],
    );
  });
}
