import { Component, computed, inject } from '@angular/core';
import { injectFormats, injectTexts } from '@okno/web/ui';

import { CaseFile } from './case-file';

/** The estimate split into parts, and what decided the split. */
@Component({
  selector: 'okno-case-money',
  template: `
    @if (money(); as sum) {
      <dl class="kv">
        <dt>{{ t('review.money.cost') }}</dt>
        <dd>{{ print(sum.costKopecks) }}</dd>
        <dt>{{ t('review.money.state') }}</dt>
        <dd class="tot">{{ print(sum.stateKopecks) }}</dd>
        <dt>{{ t('review.money.own') }}</dt>
        <dd>{{ print(sum.ownKopecks) }}</dd>
        <dt>{{ t('review.money.share') }}</dt>
        <dd>{{ f().share(sum.stateShareBp) }}</dd>
        <dt>{{ t('review.money.minOwn') }}</dt>
        <dd>{{ f().share(sum.minOwnBp) }}</dd>
        @if (sum.limitPerApplicationKopecks !== null) {
          <dt>{{ t('review.money.limit') }}</dt>
          <dd>{{ print(sum.limitPerApplicationKopecks) }}</dd>
        }
      </dl>
      @if (sum.capReason) {
        <p class="sm muted why">{{ t('ui.money.cap.' + sum.capReason) }}</p>
      }
    } @else {
      <p class="sm muted">{{ t('review.money.none') }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding: 14px;
      max-width: 560px;
    }
    .why {
      margin-top: 10px;
    }
  `,
})
export class CaseMoney {
  private readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  protected readonly money = computed(() => this.file.application()?.money);

  protected print(kopecks: number | null): string {
    return kopecks === null ? '—' : this.f().money(kopecks);
  }
}
