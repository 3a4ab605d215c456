import { HttpErrorResponse, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClusterDto } from '@okno/web/api-client';
import { OkEmpty, OkIcon, OkSkeleton, injectSay, injectTexts } from '@okno/web/ui';

import { PageTitle } from '../../shell/page-title';
import { ClusterFigures } from '../cluster-figures';
import { Source } from '../source';
import { LoadFailed } from '../../shell/load-failed';

/** A cluster: published figures with dates and sources, who coordinates it, what it specialises in. */
@Component({
  selector: 'okno-cluster-page',
  imports: [LoadFailed, OkEmpty, OkIcon, OkSkeleton, RouterLink, Source],
  templateUrl: './cluster-page.html',
  styleUrl: './cluster-page.css',
})
export class ClusterPage {
  private readonly titles = inject(PageTitle);
  private readonly figures = inject(ClusterFigures);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  /** From the address: /clusters/kuzbass-biomed */
  readonly code = input.required<string>();

  protected readonly answer = httpResource<ClusterDto>(
    () => `/api/v1/clusters/${encodeURIComponent(this.code())}`,
  );
  protected readonly cluster = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly missing = computed(() => {
    const error = this.answer.error();
    return error instanceof HttpErrorResponse && [400, 404].includes(error.status);
  });
  protected readonly facts = computed(() =>
    (this.cluster()?.facts ?? []).map((fact) => ({
      ...this.figures.print(fact),
      source: fact.source,
    })),
  );

  constructor() {
    effect(() => {
      const name = this.say(this.cluster()?.name);
      if (name) {
        this.titles.show(name);
      }
    });
  }
}
