import { httpResource } from '@angular/common/http';
import { Service, computed, inject } from '@angular/core';
import { injectFormats, injectSay } from '@okno/web/ui';

import type { ClusterDto, FactDto } from './catalogue-api';
import { ClusterList } from './cluster-list';
import { Languages } from '../shell/languages';
import { publishedDate } from './published-date';

/** A published figure ready to print. */
export interface Figure {
  readonly key: string;
  readonly value: string;
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
      value: `${fact.atLeast ? '> ' : ''}${value}${fact.key.endsWith('Pct') ? '\u00a0%' : ''}`,
      label: this.say(fact.label),
      asOf: publishedDate(fact.asOf, this.lang()),
      quote: fact.source.quote,
    };
  }
}
