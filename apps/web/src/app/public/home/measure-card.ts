import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  OkIcon,
  injectFormats,
  injectHasText,
  injectSay,
  injectTexts,
  type Text,
} from '@okno/web/ui';

import type { MeasureSummaryDto } from '../catalogue-api';
import { categoryIcon } from '../category-icon';
import { IntakeState } from '../intake-state';
import { markedParts } from './marked-parts';

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
      @if (found().length > 0) {
        <p class="off">
          @for (part of found(); track $index) {
            @if (part.found) {
              <mark [textContent]="part.text"></mark>
            } @else {
              <span [textContent]="part.text"></span>
            }
          }
        </p>
      } @else {
        <p class="off">{{ official() }}</p>
      }
      <dl>
        <div>
          <dt>{{ t('public.card.share') }}</dt>
          <dd>{{ share() }}</dd>
        </div>
        <div>
          <dt>{{ t('public.card.limit') }}</dt>
          <dd>{{ limit() }}</dd>
        </div>
        @if (measure().cluster; as cluster) {
          <div class="cl">
            <dt>{{ t('public.card.cluster') }}</dt>
            <dd>{{ say(cluster.name) }}</dd>
          </div>
        }
      </dl>
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
  protected readonly found = computed(() => markedParts(this.measure().snippet ?? ''));
  // Said twice, the same words only cost the reader time.
  protected readonly official = computed(() => {
    const { title, officialTitle } = this.measure();
    const words = this.say(officialTitle);
    return words.toLowerCase() === this.say(title).toLowerCase() ? '' : words;
  });
  protected readonly share = computed(() => {
    const share = this.measure().stateShareBp;
    return share === null ? this.t('public.card.unknown') : this.f().share(share);
  });
  protected readonly limit = computed(() => {
    const limit = this.measure().limitPerApplicationKopecks;
    return limit === null ? this.t('public.card.unknown') : this.f().money(limit);
  });
}
