import { Component, computed, inject, input } from '@angular/core';
import type { MeasureSummaryDto } from '@okno/web/api-client';
import { OkIcon, injectFormats, injectHasText, injectTexts, type IconName } from '@okno/web/ui';

import { ClusterList } from './cluster-list';
import { lastMoment } from './published-date';

const ICONS: Readonly<Record<string, IconName>> = {
  NOT_APPLIED_FOR: 'info',
  CLUSTER_NOT_CONNECTED: 'link',
  ROUND_PLANNED: 'calendar',
  ROUND_CLOSED: 'lock',
};

/** Whether requests are taken now: until when, or why not. Shape and word, then colour. */
@Component({
  selector: 'okno-intake-state',
  imports: [OkIcon],
  template: `
    <ok-icon [name]="icon()" [size]="15" [class.t-ok]="measure().open" />
    <span>{{ words() }}</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      gap: 6px;
      align-items: center;
      font: var(--ok-label-medium);
    }
  `,
})
export class IntakeState {
  private readonly clusters = inject(ClusterList);
  private readonly t = injectTexts();
  private readonly has = injectHasText();
  private readonly f = injectFormats();

  readonly measure = input.required<MeasureSummaryDto>();

  protected readonly icon = computed<IconName>(() => {
    const measure = this.measure();
    return measure.open ? 'circle-dot' : (ICONS[measure.notOpenReason ?? ''] ?? 'circle-dashed');
  });
  protected readonly words = computed(() => {
    const measure = this.measure();
    const zone = this.clusters.zoneOf(measure.cluster?.code);
    if (!measure.open && measure.opensAt) {
      return this.t('public.intake.from', { date: this.f().shortDate(measure.opensAt, zone) });
    }
    if (!measure.open) {
      const key = `public.intake.short.${measure.notOpenReason ?? ''}`;
      return this.t(this.has(key) ? key : 'public.intake.closed');
    }
    return measure.closesAt
      ? this.t('public.intake.until', {
          date: this.f().shortDate(lastMoment(measure.closesAt), zone),
        })
      : this.t('public.intake.open');
  });
}
