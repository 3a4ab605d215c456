import { Component, computed, input } from '@angular/core';
import { OkIcon, injectFormats, injectTexts } from '@okno/web/ui';

import type { CostAuditDto } from '../applications/application-api';

/** What of each payment was accepted and why not more, and what that gives by the terms of the measure. */
@Component({
  selector: 'okno-cost-result',
  imports: [OkIcon],
  template: `
    <section class="panel" aria-labelledby="costs-heading">
      <div class="ph">
        <h2 id="costs-heading">{{ t('track.costs.heading') }}</h2>
      </div>
      <div class="pb stack">
        <dl class="kv">
          <dt>{{ t('track.costs.claimed') }}</dt>
          <dd>{{ f().money(costs().claimedKopecks) }}</dd>
          <dt>{{ t('track.costs.accepted') }}</dt>
          <dd class="tot">{{ f().money(costs().acceptedKopecks) }}</dd>
        </dl>
        @if (rule(); as words) {
          <p class="sm muted">{{ words }}</p>
        }
        <ol>
          @for (line of costs().lines; track line.id) {
            <li>
              <p class="top">
                <span
                  >{{ line.no }}. {{ line.purpose ?? t('track.costs.payment') }}
                  <span class="sm muted">{{
                    t('track.costs.orderOf', { no: line.orderNo, date: f().date(line.paidOn) })
                  }}</span></span
                >
                <span class="tn">{{ f().money(line.claimedKopecks) }}</span>
              </p>
              @if (line.verdict; as verdict) {
                <p class="sm out" [class.t-ok]="verdict.outcome === 'ACCEPTED'">
                  <ok-icon
                    [name]="
                      verdict.outcome === 'ACCEPTED'
                        ? 'check'
                        : verdict.outcome === 'REDUCED'
                          ? 'circle-alert'
                          : 'x'
                    "
                    [size]="15"
                  />
                  {{
                    t('track.costs.outcome.' + verdict.outcome, {
                      sum: f().money(verdict.acceptedKopecks),
                    })
                  }}
                </p>
                @if (verdict.reason) {
                  <p class="sm words">{{ verdict.reason }}</p>
                }
              }
            </li>
          }
        </ol>
      </div>
    </section>
  `,
  styles: `
    li {
      padding: 10px 0;
      border-bottom: 1px solid var(--ok-hairline);
    }
    .top {
      display: flex;
      gap: 12px;
      justify-content: space-between;
    }
    .top > :first-child {
      overflow-wrap: anywhere;
    }
    .top > :last-child {
      white-space: nowrap;
    }
    .out {
      display: flex;
      gap: 6px;
      align-items: center;
      margin-top: 4px;
    }
    .words {
      white-space: pre-line;
      overflow-wrap: anywhere;
    }
  `,
})
export class CostResult {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  readonly costs = input.required<CostAuditDto>();
  /** Share of the measure, basis points. */
  readonly shareBp = input.required<number>();

  protected readonly rule = computed(() => {
    const { stateKopecks, acceptedKopecks, capReason } = this.costs();
    if (stateKopecks === null || capReason === null) {
      return '';
    }
    const rule = this.t('track.costs.rule', {
      share: this.f().share(this.shareBp()),
      accepted: this.f().money(acceptedKopecks),
      sum: this.f().money(stateKopecks),
    });
    return `${rule} ${this.t(`track.costs.cap.${capReason}`)}`;
  });
}
