import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectSay, injectTexts } from '@okno/web/ui';

import { ClusterFigures } from '../cluster-figures';
import { ClusterList } from '../cluster-list';

/** The window fills as a request goes on: half = now, full = passed. */
const STEPS = [
  { name: 'find', panes: ['h', '', '', ''] },
  { name: 'apply', panes: ['f', 'h', '', ''] },
  { name: 'follow', panes: ['f', 'f', 'h', ''] },
  { name: 'result', panes: ['f', 'f', 'f', 'h'] },
] as const;

/** Under the catalogue: how it works, the cluster in published figures, the way in, the check of a receipt. */
@Component({
  selector: 'okno-below-catalogue',
  imports: [RouterLink],
  templateUrl: './below-catalogue.html',
  styleUrl: './below-catalogue.css',
})
export class BelowCatalogue {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly clusters = inject(ClusterList);
  private readonly figures = inject(ClusterFigures);

  protected readonly steps = STEPS.map(({ name, panes }) => ({
    heading: `public.home.steps.${name}.heading`,
    text: `public.home.steps.${name}.text`,
    panes: panes.map((kind, index) => ({
      kind,
      x: index % 2 ? 8.6 : 1,
      y: index > 1 ? 8.6 : 1,
    })),
  }));
  protected readonly cluster = this.figures.cluster;
  protected readonly shown = computed(() => this.figures.shown().slice(0, 4));
}
