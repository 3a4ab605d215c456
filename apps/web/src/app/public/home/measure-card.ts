import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MeasureSummaryDto } from '@okno/web/api-client';
import {
  OkIcon,
  injectFormats,
  injectHasText,
  injectSay,
  injectTexts,
  type Text,
} from '@okno/web/ui';

import { categoryIcon } from '../category-icon';
import { IntakeState } from '../intake-state';

/** One measure in the list: plain title first, official second, then the figures. The whole card is the link. */
@Component({
  selector: 'okno-measure-card',
  imports: [IntakeState, OkIcon, RouterLink],
  template: `
    <article>
      <div class="row top head">
        <ok-icon [name]="icon()" [size]="22" [class]="measure().open ? 't-acc' : 'muted'" />
        <span class="sm muted grow">{{ category() }}</span>
        <okno-intake-state [measure]="measure()" />
      </div>
      <h3>
        <a [routerLink]="['/measures', measure().code]">{{ say(measure().title) }}</a>
      </h3>
      <p class="off">{{ official() }}</p>
      <div class="ft">
        @if (figures().length > 0) {
          <dl>
            @for (figure of figures(); track figure.label) {
              <div>
                <dt>{{ t(figure.label) }}</dt>
                <dd>{{ figure.value }}</dd>
              </div>
            }
          </dl>
        } @else {
          <p class="xs muted">{{ t('public.card.unknown') }}</p>
        }
        @if (measure().cluster; as cluster) {
          <p class="xs muted">{{ say(cluster.name) }}</p>
        }
      </div>
    </article>
  `,
  styleUrl: './measure-card.css',
})
export class MeasureCard {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  private readonly has = injectHasText();
  private readonly f = injectFormats();

  readonly measure = input.required<MeasureSummaryDto>();
  /** The name the server gives the category, for one newer than this build. */
  readonly categoryName = input<Text | undefined>(undefined);

  protected readonly icon = computed(() => categoryIcon(this.measure().category));
  protected readonly category = computed(() => {
    const key = `public.category.${this.measure().category}`;
    return this.has(key) ? this.t(key) : this.say(this.categoryName());
  });
  // Said twice, the same words only cost the reader time.
  protected readonly official = computed(() => {
    const { title, officialTitle } = this.measure();
    const words = this.say(officialTitle);
    return words.toLowerCase() === this.say(title).toLowerCase() ? '' : words;
  });
  protected readonly figures = computed(() => {
    const { stateShareBp: share, limitPerApplicationKopecks: limit } = this.measure();
    return [
      ...(share === null ? [] : [{ label: 'public.card.share', value: this.f().share(share) }]),
      ...(limit === null ? [] : [{ label: 'public.card.limit', value: this.f().money(limit) }]),
    ];
  });
}
