import { Component, computed, inject } from '@angular/core';
import { OkIcon, injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import { CaseFile } from './case-file';

/** The reviewer's conclusion and the decision, once there are any. */
@Component({
  selector: 'okno-case-verdict',
  imports: [OkIcon],
  template: `
    @if (conclusion(); as said) {
      <h3 class="rh3">{{ t('review.conclusion.title') }}</h3>
      <p class="out" [class.t-ok]="said.pass" [class.t-no]="!said.pass">
        <ok-icon [name]="said.pass ? 'check' : 'x'" [size]="16" />
        {{ t(said.pass ? 'review.conclusion.pass' : 'review.conclusion.noPass') }}
      </p>
      <p class="words">{{ said.text }}</p>
      @for (mark of said.criteria; track mark.code) {
        <p class="sm">
          <ok-icon
            [name]="mark.pass ? 'check' : 'x'"
            [size]="14"
            [class]="mark.pass ? 't-ok' : 't-no'"
          />
          <span class="vh">{{
            t(mark.pass ? 'review.conclusion.pass' : 'review.conclusion.noPass')
          }}</span>
          <b class="strong">{{ criterion(mark.code) }}.</b> {{ mark.reason }}
        </p>
      }
      <p class="xs muted">{{ said.by }}, {{ f().dateTime(said.at, zone()) }}</p>
    }
    @if (file.application()?.council; as word) {
      <h3 class="rh3">{{ t('review.council.title') }}</h3>
      <p
        class="out"
        [class.t-ok]="word.outcome === 'CARRIED'"
        [class.t-no]="word.outcome !== 'CARRIED'"
      >
        <ok-icon [name]="word.outcome === 'CARRIED' ? 'check' : 'x'" [size]="16" />
        {{ t('review.council.' + word.outcome + (word.mode === 'DECISION' ? '_DECISION' : '')) }}
      </p>
      <p class="sm">
        {{
          t('review.council.votes', {
            inFavour: word.for,
            against: word.against,
            abstain: word.abstain,
          })
        }}
      </p>
      <p class="xs muted">
        {{ t('review.council.minutes', { number: word.minutes, date: f().date(word.date) }) }}
      </p>
      <p class="sm">
        <a [href]="'/api/v1/council/extracts/' + file.application()?.id">{{
          t('review.council.extract')
        }}</a>
      </p>
    }
    @if (decision(); as made) {
      <h3 class="rh3">{{ t('review.decision.title') }}</h3>
      <dl class="dl">
        <dt>{{ t('review.decision.outcome') }}</dt>
        <dd>{{ t('review.decision.' + made.outcome) }}</dd>
        @if (made.number) {
          <dt>{{ t('review.decision.number') }}</dt>
          <dd class="tn">{{ made.number }}</dd>
        }
        @if (made.date) {
          <dt>{{ t('review.decision.date') }}</dt>
          <dd>{{ f().date(made.date) }}</dd>
        }
        @if (made.reasonCode) {
          <dt>{{ t('review.decision.reason') }}</dt>
          <dd>{{ reason(made.reasonCode) }}</dd>
        }
        @if (made.approvedKopecks !== null) {
          <dt>{{ t('review.money.state') }}</dt>
          <dd class="tn">{{ f().money(made.approvedKopecks) }}</dd>
        }
        @if (made.publicText) {
          <dt>{{ t('review.decision.text') }}</dt>
          <dd class="words">{{ made.publicText }}</dd>
        }
      </dl>
    }
    @if (agreement(); as paper) {
      <h3 class="rh3">{{ t('review.agreement.title') }}</h3>
      <p class="sm">{{ t('review.agreement.' + paper.state) }}</p>
      <p class="sm">
        <a [href]="file.url('agreement')" target="_blank" rel="noopener">{{
          t('review.agreement.open')
        }}</a>
      </p>
    }
    @if (file.application()?.registry; as entry) {
      <p class="sm">{{ t('review.registry', { number: entry.number }) }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    .rh3 {
      font: var(--ok-title-small);
      margin: 20px 0 6px;
    }
    .out {
      display: flex;
      gap: 6px;
      align-items: center;
      font: var(--ok-title-small);
    }
    .words {
      white-space: pre-line;
      font: var(--ok-body-small);
      overflow-wrap: anywhere;
    }
    .sm {
      margin-top: 4px;
    }
  `,
})
export class CaseVerdict {
  protected readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  private readonly say = injectSay();

  protected readonly zone = computed(() => this.file.application()?.cluster.timeZone);
  protected readonly conclusion = computed(() => this.file.application()?.conclusion);
  protected readonly decision = computed(() => this.file.application()?.decision);
  protected readonly agreement = computed(() => this.file.application()?.agreement);

  protected criterion(code: string): string {
    const found = this.file.definition()?.scoring?.criteria.find((one) => one.code === code);
    return found ? this.say(found.label) : code;
  }

  protected reason(code: string): string {
    const found = this.file.definition()?.refusalReasons.find((one) => one.code === code);
    return found ? this.say(found.label) : code;
  }
}
