import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { MeasureListDto, MeasureSummaryDto } from '@okno/web/api-client';
import {
  OkEmpty,
  OkIcon,
  OkSelect,
  OkShowMore,
  OkSkeleton,
  injectHasText,
  injectSay,
  injectTexts,
  type Choice,
} from '@okno/web/ui';

import { ClusterList } from '../cluster-list';
import { keysetList } from '../keyset-list';
import { Problems } from '../../shell/problem';
import { QuickFit } from '../support/quick-fit';
import { BelowCatalogue } from './below-catalogue';
import { Hero } from './hero';
import { MeasureCard } from './measure-card';
import {
  PAGE_SIZE,
  isNarrowed,
  readMeasureQuery,
  writeMeasureQuery,
  type MeasureQuery,
  type QueryParams,
} from './measure-query';

/** A pause in typing long enough to mean "look now". */
const PAUSE_MS = 300;

/** First page: the catalogue of measures. What is asked stands in the address. */
@Component({
  selector: 'okno-home',
  imports: [
    BelowCatalogue,
    Hero,
    MeasureCard,
    OkEmpty,
    OkIcon,
    OkSelect,
    OkShowMore,
    OkSkeleton,
    QuickFit,
    RouterLink,
  ],
  templateUrl: './home.html',
  styleUrl: './home.css',
})
export class Home {
  private readonly router = inject(Router);
  private readonly problems = inject(Problems);
  private readonly clusters = inject(ClusterList);
  private readonly has = injectHasText();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  /** From the address. */
  readonly q = input<string>();
  readonly cluster = input<string>();
  readonly category = input<string>();
  readonly open = input<string>();

  protected readonly query = computed(() =>
    readMeasureQuery({
      q: this.q(),
      cluster: this.cluster(),
      category: this.category(),
      open: this.open(),
    }),
  );
  protected readonly narrowed = computed(() => isNarrowed(this.query()));
  protected readonly list = keysetList<MeasureSummaryDto, MeasureListDto>(() => ({
    url: '/api/v1/measures',
    params: { ...writeMeasureQuery(this.query()), limit: PAGE_SIZE },
  }));

  /** What stands in the search line: ahead of the address while somebody types. */
  protected readonly line = signal('');
  private waiting: ReturnType<typeof setTimeout> | undefined;

  protected readonly categories = computed(() => {
    const facets = this.list.page()?.facets.categories ?? [];
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
  protected readonly openCount = computed(() => this.list.page()?.facets.open ?? 0);
  protected readonly clusterChoices = computed<Choice[]>(() => {
    const counts = this.list.page()?.facets.clusters ?? [];
    const known = this.clusters.all().map(({ code, name }) => ({ code, name }));
    return (known.length > 0 ? known : counts).map(({ code, name }) => {
      const count = counts.find((one) => one.code === code)?.count ?? 0;
      return { value: code, label: `${this.say(name)} · ${count}` };
    });
  });

  constructor() {
    effect(() => {
      const q = this.query().q;
      untracked(() => {
        // Our own change comes back while the next letters are already typed: those stay.
        if (q !== this.line().replace(/\s+/g, ' ').trim()) {
          this.line.set(q);
        }
      });
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.waiting);
    });
  }

  protected type(text: string): void {
    this.line.set(text);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.go({ q: text }, true);
    }, PAUSE_MS);
  }

  protected search(text: string): void {
    clearTimeout(this.waiting);
    this.go({ q: text }, false);
    document.getElementById('catalogue')?.scrollIntoView();
  }

  protected pickCluster(code: string | null): void {
    this.go({ cluster: code }, false);
  }

  protected toggleOpen(): void {
    this.go({ open: !this.query().open }, false);
  }

  /** Parameters of a link that changes one filter and keeps the rest. */
  protected params(change: Partial<MeasureQuery>): QueryParams {
    return writeMeasureQuery({ ...this.query(), ...change });
  }

  protected async more(): Promise<void> {
    try {
      await this.list.more();
    } catch (error) {
      this.problems.show(error);
    }
  }

  protected why(error: unknown): string {
    return this.problems.explain(error);
  }

  private nameOf(code: string, name?: { readonly ru: string; readonly en: string }): string {
    const key = `public.category.${code}`;
    return this.has(key) ? this.t(key) : this.say(name) || code;
  }

  private go(change: Partial<MeasureQuery>, replaceUrl: boolean): void {
    void this.router.navigate(['/'], { queryParams: this.params(change), replaceUrl });
  }
}
