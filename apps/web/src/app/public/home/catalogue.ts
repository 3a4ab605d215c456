import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { MeasureListDto, MeasureSummaryDto } from '@okno/web/api-client';
import {
  OkEmpty,
  OkIcon,
  OkSelect,
  OkShowMore,
  OkSkeleton,
  injectDrawnInSteps,
  injectHasText,
  injectSay,
  injectTexts,
  type Choice,
} from '@okno/web/ui';

import { Announce } from '../announcements/announce';
import { ClusterList } from '../cluster-list';
import type { KeysetList } from '../keyset-list';
import { Problems } from '../../shell/problem';
import { MeasureCard } from './measure-card';
import {
  isNarrowed,
  writeMeasureQuery,
  type MeasureQuery,
  type QueryParams,
} from './measure-query';
import { LoadFailed } from '../../shell/load-failed';

/** Cards drawn at a time. */
const AT_ONCE = 2;

/** The list of measures with its filters. What is asked stands in the address, and is the page's to change. */
@Component({
  selector: 'okno-catalogue',
  imports: [
    Announce,
    LoadFailed,
    MeasureCard,
    OkEmpty,
    OkIcon,
    OkSelect,
    OkShowMore,
    OkSkeleton,
    RouterLink,
  ],
  templateUrl: './catalogue.html',
  styleUrl: './catalogue.css',
})
export class Catalogue {
  private readonly problems = inject(Problems);
  private readonly clusters = inject(ClusterList);
  private readonly has = injectHasText();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  readonly list = input.required<KeysetList<MeasureSummaryDto, MeasureListDto>>();
  readonly query = input.required<MeasureQuery>();
  /** A filter to change; the rest stays. */
  readonly put = output<Partial<MeasureQuery>>();

  protected readonly narrowed = computed(() => isNarrowed(this.query()));
  /** What a saved search looks for: whether a measure is open changes, the wish does not. */
  protected readonly wish = computed(() => {
    const { q, cluster, category } = this.query();
    return {
      filter: { ...(q && { q }), ...(cluster && { cluster }), ...(category && { category }) },
    };
  });
  protected readonly cards = injectDrawnInSteps(() => this.list().items(), {
    first: AT_ONCE,
    step: AT_ONCE,
  });

  protected readonly categories = computed(() => {
    const facets = this.list().page()?.facets.categories ?? [];
    const chosen = this.query().category;
    const named = facets.map((facet) => ({ ...facet, label: this.nameOf(facet.code, facet.name) }));
    // A chosen category without a hit must stay on the screen, or nobody could leave it.
    return chosen && !named.some((one) => one.code === chosen)
      ? [...named, { code: chosen, label: this.nameOf(chosen), count: 0 }]
      : named;
  });
  protected readonly all = computed(() =>
    this.categories().reduce((sum, category) => sum + category.count, 0),
  );
  protected readonly openCount = computed(() => this.list().page()?.facets.open ?? 0);
  protected readonly clusterChoices = computed<Choice[]>(() => {
    const counts = this.list().page()?.facets.clusters ?? [];
    const known = this.clusters.all().map(({ code, name }) => ({ code, name }));
    return (known.length > 0 ? known : counts).map(({ code, name }) => {
      const count = counts.find((one) => one.code === code)?.count ?? 0;
      return { value: code, label: `${this.say(name)} · ${count}` };
    });
  });

  /** Parameters of a link that changes one filter and keeps the rest. */
  protected params(change: Partial<MeasureQuery>): QueryParams {
    return writeMeasureQuery({ ...this.query(), ...change });
  }

  protected async more(): Promise<void> {
    try {
      await this.list().more();
    } catch (error) {
      this.problems.show(error);
    }
  }

  private nameOf(code: string, name?: { readonly ru: string; readonly en: string }): string {
    const key = `public.category.${code}`;
    return this.has(key) ? this.t(key) : this.say(name) || code;
  }
}
