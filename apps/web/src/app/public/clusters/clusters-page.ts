import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClusterSummaryDto } from '@okno/web/api-client';
import { OkSkeleton, injectHasText, injectSay, injectTexts } from '@okno/web/ui';

import { ClusterList } from '../cluster-list';
import { LoadFailed } from '../../shell/load-failed';

/** Every cluster of the portal, with those that can be joined here marked. */
@Component({
  selector: 'okno-clusters-page',
  imports: [LoadFailed, OkSkeleton, RouterLink],
  template: `
    <div class="container">
      <div class="top">
        <h1>{{ t('registry.clusters.heading') }}</h1>
        <p class="muted">{{ t('registry.clusters.lead') }}</p>
      </div>
      @if (clusters.error(); as error) {
        <okno-load-failed
          [heading]="t('registry.clusters.failed')"
          [error]="error"
          (again)="clusters.reload()"
        />
      } @else if (clusters.all().length === 0) {
        <ok-skeleton [label]="t('registry.clusters.loading')" [cells]="4" [columns]="2" />
      } @else {
        <ul class="pgrid c2">
          @for (cluster of clusters.all(); track cluster.code) {
            <li class="cell">
              <h2>
                <a [routerLink]="['/clusters', cluster.code]">{{ say(cluster.name) }}</a>
              </h2>
              <p class="sm muted">{{ place(cluster) }}</p>
              @if (cluster.acceptsMembership) {
                <p class="sm strong">{{ t('registry.clusters.joinable') }}</p>
              }
            </li>
          }
        </ul>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    .top {
      padding: 32px 0 24px;
    }
    .top p {
      margin-top: 8px;
      max-width: 64ch;
    }
    .cell {
      position: relative;
    }
    .cell:hover {
      background: var(--ok-row-hover);
    }
    .cell p {
      margin-top: 4px;
    }
    h2 {
      font: var(--ok-title-large);
    }
    h2 a {
      color: inherit;
      text-decoration: none;
    }
    h2 a::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    .cell:hover h2 a {
      color: var(--ok-link);
      text-decoration: underline;
    }
  `,
})
export class ClustersPage {
  private readonly has = injectHasText();
  protected readonly clusters = inject(ClusterList);
  protected readonly t = injectTexts();
  protected readonly say = injectSay();

  protected place(cluster: ClusterSummaryDto): string {
    const status = `registry.clusters.status.${cluster.status}`;
    return [cluster.region, this.has(status) ? this.t(status) : ''].filter(Boolean).join(' · ');
  }
}
