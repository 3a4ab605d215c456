import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MeasureListDto } from '@okno/web/api-client';
import { OkSearchBox, injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import { ClusterFigures } from '../cluster-figures';
import { ClusterList } from '../cluster-list';
import { lastMoment } from '../published-date';

/** Examples of what people come for; each is a search. */
const EXAMPLES = ['exhibition', 'train', 'launch', 'certificate'] as const;

/** Top of the first page: the search and four panes with figures that the portal really has. */
@Component({
  selector: 'okno-hero',
  imports: [OkSearchBox, RouterLink],
  templateUrl: './hero.html',
  styleUrl: './hero.css',
})
export class Hero {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  private readonly f = injectFormats();
  protected readonly clusters = inject(ClusterList);
  private readonly figures = inject(ClusterFigures);

  /** What stands in the search line. */
  readonly query = input('');
  readonly typed = output<string>();
  readonly asked = output<string>();

  private readonly open = httpResource<MeasureListDto>(
    () => '/api/v1/measures?open=true&limit=100',
  );
  private readonly every = httpResource<MeasureListDto>(() => '/api/v1/measures?limit=1');

  protected readonly examples = EXAMPLES.map((name) => ({
    label: `public.home.example.${name}.label`,
    query: `public.home.example.${name}.query`,
  }));
  protected readonly openCount = computed(() =>
    this.open.hasValue() ? this.open.value().facets.open : undefined,
  );
  protected readonly measureCount = computed(() =>
    this.every.hasValue() ? this.every.value().total : undefined,
  );
  protected readonly nearest = computed(() => {
    const measures = this.open.hasValue() ? this.open.value().items : [];
    const [first] = measures
      .flatMap((one) => (one.closesAt ? [{ at: one.closesAt, cluster: one.cluster?.code }] : []))
      .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return first && this.f().date(lastMoment(first.at), this.clusters.zoneOf(first.cluster));
  });
  protected readonly participants = computed(() =>
    this.figures.shown().find((figure) => figure.key === 'participants'),
  );
}
