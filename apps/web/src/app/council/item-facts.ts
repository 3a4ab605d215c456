import { httpResource } from '@angular/common/http';
import { Component, input } from '@angular/core';
import { OkNote, injectFormats, injectSay, injectTexts } from '@okno/web/ui';
import type { CaseBriefDto } from '@okno/web/api-client';

import { itemAddress } from './council-addresses';

/** The case of a question in a few facts, with the way to its papers. */
@Component({
  selector: 'okno-item-facts',
  imports: [OkNote],
  template: `
    @if (brief.hasValue()) {
      @let one = brief.value();
      <p class="lead">
        {{ one.organisation }},
        <span class="tn">{{ t('council.facts.inn', { inn: one.inn }) }}</span>.
        {{ say(one.measure) }},
        <span class="tn">{{ one.number }}</span>
      </p>
      <dl class="pgrid facts">
        <div class="cell">
          <dt>{{ t('council.facts.checks') }}</dt>
          <dd>{{ t('council.facts.of', { passed: one.checksPassed, checks: one.checks }) }}</dd>
        </div>
        <div class="cell">
          <dt>{{ t('council.facts.conclusion') }}</dt>
          <dd>
            {{
              t(
                one.pass === null
                  ? 'council.facts.none'
                  : one.pass
                    ? 'council.facts.pass'
                    : 'council.facts.fail'
              )
            }}
          </dd>
        </div>
        <div class="cell">
          <dt>{{ t('council.facts.files') }}</dt>
          <dd>{{ one.files }}</dd>
        </div>
        <div class="cell">
          <dt>{{ t('council.facts.days') }}</dt>
          <dd>{{ one.days }}</dd>
        </div>
      </dl>
      @if (one.conclusion) {
        <p>{{ one.conclusion }}</p>
      }
      @if (one.conflict === 'NOT_CHECKED' && votes()) {
        <ok-note>{{ t('council.facts.notChecked') }}</ok-note>
      }
    } @else if (brief.error()) {
      <p class="sm muted">
        {{ t('council.facts.failed') }}
        <button type="button" class="btn btn--s" (click)="brief.reload()">
          {{ t('shell.failure.retry') }}
        </button>
      </p>
    }
    <p class="row wrap">
      <a class="btn btn--s" [href]="address('pack')">{{ t('council.pack') }} <kbd>O</kbd></a>
      <a class="btn btn--s" [href]="address('pack.zip')">{{ t('council.zip') }}</a>
    </p>
  `,
  styles: `
    :host {
      display: grid;
      gap: 14px;
    }
    .facts {
      grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
      margin: 0;
    }
    .cell {
      padding: 11px 14px;
      display: flex;
      flex-direction: column-reverse;
      justify-content: flex-end;
    }
    dt {
      font: var(--ok-body-small);
      color: var(--ok-on-surface-variant);
    }
    dd {
      margin: 0;
      font: 650 20px/26px var(--ok-font);
      letter-spacing: -0.02em;
    }
  `,
})
export class ItemFacts {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();
  readonly itemId = input.required<string>();
  /** The reader has a seat, and may have to do with the applicant. */
  readonly votes = input(false);
  protected readonly brief = httpResource<CaseBriefDto>(() => itemAddress(this.itemId(), 'brief'));

  protected address(path: string): string {
    return itemAddress(this.itemId(), path);
  }
}
