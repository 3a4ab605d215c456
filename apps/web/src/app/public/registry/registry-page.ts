import {
  Component,
  DestroyRef,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ParticipantDto, ParticipantListDto } from '@okno/web/api-client';
import {
  OkEmpty,
  OkIcon,
  OkSelect,
  OkShowMore,
  OkSkeleton,
  injectFormats,
  injectHasText,
  injectSay,
  injectTexts,
  type Choice,
} from '@okno/web/ui';

import { Problems } from '../../shell/problem';
import { ClusterFigures } from '../cluster-figures';
import { ClusterList } from '../cluster-list';
import { keysetList } from '../keyset-list';
import { ParticipantCard } from './participant-card';
import { ParticipantRow } from './participant-row';
import {
  PAGE_SIZE,
  filtersOf,
  isNarrowed,
  readRegistryQuery,
  writeRegistryQuery,
  type RegistryQuery,
} from './registry-query';
import { LoadFailed } from '../../shell/load-failed';

const PAUSE_MS = 300;

/**
 * The public register: numbered entries, and apart from them the participants a source names,
 * who have no entry yet. What is asked stands in the address.
 */
@Component({
  selector: 'okno-registry-page',
  imports: [
    LoadFailed,
    OkEmpty,
    OkIcon,
    OkSelect,
    OkShowMore,
    OkSkeleton,
    ParticipantCard,
    ParticipantRow,
    RouterLink,
  ],
  templateUrl: './registry-page.html',
  styleUrl: './registry-page.css',
})
export class RegistryPage {
  private readonly router = inject(Router);
  private readonly problems = inject(Problems);
  private readonly has = injectHasText();
  private readonly figures = inject(ClusterFigures);
  private readonly card = viewChild<ElementRef<HTMLElement>>('card');
  protected readonly clusters = inject(ClusterList);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  /** From the address. */
  readonly cluster = input<string>();
  readonly q = input<string>();
  readonly role = input<string>();
  readonly city = input<string>();
  readonly specialisation = input<string>();
  readonly anchor = input<string>();
  readonly asOf = input<string>();

  protected readonly query = computed(() =>
    readRegistryQuery({
      cluster: this.cluster(),
      q: this.q(),
      role: this.role(),
      city: this.city(),
      specialisation: this.specialisation(),
      anchor: this.anchor(),
      asOf: this.asOf(),
    }),
  );
  protected readonly narrowed = computed(() => isNarrowed(this.query()));
  /** The chosen cluster, or the one that can be joined here. */
  protected readonly shownCluster = computed(
    () => this.clusters.find(this.query().cluster) ?? this.clusters.joinable(),
  );
  protected readonly list = keysetList<ParticipantDto, ParticipantListDto>(() => {
    const cluster = this.query().cluster ?? this.shownCluster()?.code;
    return cluster
      ? {
          url: `/api/v1/clusters/${cluster}/participants`,
          params: { ...filtersOf(this.query()), limit: PAGE_SIZE },
        }
      : undefined;
  });

  protected readonly selected = linkedSignal<readonly ParticipantDto[], ParticipantDto | undefined>(
    {
      source: this.list.items,
      computation: (items, before) =>
        before?.value && items.includes(before.value) ? before.value : undefined,
    },
  );
  private waiting: ReturnType<typeof setTimeout> | undefined;
  protected readonly line = signal<string | undefined>(undefined);

  protected readonly clusterChoices = computed<Choice[]>(() =>
    this.clusters.all().map(({ code, name }) => ({ value: code, label: this.say(name) })),
  );
  protected readonly roleChoices = computed<Choice[]>(() =>
    (this.list.page()?.facets.roles ?? []).map((facet) => ({
      value: facet.code,
      label: `${this.roleName(facet.code)} · ${facet.count}`,
    })),
  );
  protected readonly cityChoices = computed<Choice[]>(() =>
    (this.list.page()?.facets.cities ?? []).map(({ code, count }) => ({
      value: code,
      label: `${code} · ${count}`,
    })),
  );
  protected readonly specialisationChoices = computed<Choice[]>(() => {
    const known = this.figures.cluster()?.specialisations ?? [];
    return (this.list.page()?.facets.specialisations ?? []).map(({ code, count }) => {
      const name = this.say(known.find((one) => one.code === code)?.name) || code;
      return { value: code, label: `${name} · ${count}` };
    });
  });
  /** How many participants there were by a published source. */
  protected readonly published = computed(() =>
    this.shownCluster()?.code === this.figures.cluster()?.code
      ? this.figures.shown().find((figure) => figure.key === 'participants')
      : undefined,
  );
  protected readonly coordinator = computed(() =>
    this.shownCluster()?.code === this.figures.cluster()?.code
      ? this.figures.cluster()?.coordinator
      : undefined,
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.waiting);
    });
  }

  protected type(text: string): void {
    this.line.set(text);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.put({ q: text }, true);
    }, PAUSE_MS);
  }

  protected put(change: Partial<RegistryQuery>, replaceUrl = false): void {
    // Filters of one cluster mean nothing in another.
    const kept = change.cluster === undefined ? this.query() : readRegistryQuery({});
    void this.router.navigate(['/registry'], {
      queryParams: writeRegistryQuery({ ...kept, ...change }),
      replaceUrl,
    });
  }

  protected reset(): void {
    this.line.set(undefined);
    this.put({ cluster: this.query().cluster });
  }

  protected select(participant: ParticipantDto): void {
    this.selected.set(participant);
    // The card stands beside the list or, on a phone, below it: the focus goes there either way.
    requestAnimationFrame(() => {
      this.card()?.nativeElement.querySelector('h2')?.focus();
    });
  }

  protected async more(): Promise<void> {
    try {
      await this.list.more();
    } catch (error) {
      this.problems.show(error);
    }
  }

  private roleName(code: string): string {
    const key = `registry.role.${code}`;
    return this.has(key) ? this.t(key) : code;
  }
}
