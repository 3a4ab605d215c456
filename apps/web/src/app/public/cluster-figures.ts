import { httpResource } from '@angular/common/http';
import { Service, computed, inject } from '@angular/core';
import type { ClusterDto, FactDto } from '@okno/web/api-client';
import { injectFormats, injectSay } from '@okno/web/ui';

import { ClusterList } from './cluster-list';
import { Languages } from '../shell/languages';
import { publishedDate } from './published-date';

/** A published figure ready to print. */
export interface Figure {
  readonly key: string;
  readonly value: string;
  /** The bare number, for plural forms; null when the figure is no number. */
  readonly count: number | null;
  readonly label: string;
  readonly asOf: string;
  readonly quote: string;
}

/** The published figures of the cluster one can join: each with its date; without a date no figure. */
@Service()
export class ClusterFigures {
  private readonly clusters = inject(ClusterList);
  private readonly lang = inject(Languages).current;
  private readonly say = injectSay();
  private readonly f = injectFormats();
  private readonly answer = httpResource<ClusterDto>(() => {
    const code = this.clusters.joinable()?.code;
    return code && `/api/v1/clusters/${code}`;
  });

  readonly cluster = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  readonly shown = computed(() => (this.cluster()?.facts ?? []).map((fact) => this.print(fact)));

  /** How a figure is printed anywhere. */
  print(fact: FactDto): Figure {
    const value = typeof fact.value === 'number' ? this.f().number(fact.value) : fact.value;
    return {
      key: fact.key,
      value: `${signOf(fact)}${value}${fact.key.endsWith('Pct') ? '\u00a0%' : ''}`,
      count: typeof fact.value === 'number' ? fact.value : null,
      label: this.say(fact.label),
      asOf: publishedDate(fact.asOf, this.lang()),
      quote: fact.source.quote,
    };
  }
}

/** «Более 600» and «+76 %» as the source means them. */
function signOf(fact: FactDto): string {
  return fact.atLeast ? '>\u00a0' : fact.key.includes('Growth') ? '+' : '';
}
