import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectFormats, injectHasText, injectSay, injectTexts } from '@okno/web/ui';

import type { ApplicationDto } from '../applications/application-api';
import { Draft } from '../apply/draft';

/** The decision in words: what was decided, why, what to improve, what comes. */
@Component({
  selector: 'okno-decision',
  imports: [RouterLink],
  template: `
    @if (application().decision; as one) {
      <section class="panel" aria-labelledby="decision-heading">
        <div class="ph">
          <h2 id="decision-heading">{{ t('track.decision.heading') }}</h2>
          @if (one.date; as date) {
            <span class="sm muted from">{{ numberAnd(one.number, f().date(date)) }}</span>
          }
        </div>
        <div class="pb stack">
          <p class="strong">{{ outcome() }}</p>
          @if (reason(); as why) {
            <p>
              {{ say(why.label) }} <span class="sm muted">({{ why.code }})</span>
            </p>
          }
          @if (one.publicText) {
            <p class="text">{{ one.publicText }}</p>
          }
          @if (reason(); as why) {
            <div>
              <h3>{{ t('track.decision.improve') }}</h3>
              <p>{{ say(why.advice) }}</p>
            </div>
          }
          @if (one.approvedKopecks !== null) {
            <dl class="kv">
              <dt>{{ t('track.decision.centre') }}</dt>
              <dd class="tot">{{ f().money(one.approvedKopecks) }}</dd>
              @if (one.ownKopecks !== null) {
                <dt>{{ t('track.decision.you') }}</dt>
                <dd class="tot">{{ f().money(one.ownKopecks) }}</dd>
              }
            </dl>
            @if (cap(); as key) {
              <p class="sm muted">{{ t(key) }}</p>
            }
          }
          @if (application().state === 'REJECTED') {
            <p>{{ t('track.decision.again') }}</p>
            <a
              class="btn"
              routerLink="/cabinet/apply"
              [queryParams]="{ measure: application().measure.code }"
              >{{ t('track.decision.againButton') }}</a
            >
          }
        </div>
      </section>
    }
  `,
  styles: `
    .from {
      margin-left: auto;
    }
    h3 {
      font: var(--ok-title-medium);
    }
    .text {
      white-space: pre-line;
      max-width: 70ch;
    }
  `,
})
export class Decision {
  private readonly draft = inject(Draft);
  private readonly has = injectHasText();
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly application = input.required<ApplicationDto>();

  protected readonly outcome = computed(() => {
    const key = `track.decision.outcome.${this.application().decision?.outcome ?? ''}`;
    return this.has(key) ? this.t(key) : '';
  });
  /** The reason of a refusal with its advice, as the form of the measure words it. */
  protected readonly reason = computed(() => {
    const code = this.application().decision?.reasonCode;
    const definition = this.draft.form.hasValue() ? this.draft.form.value().definition : undefined;
    return definition?.refusalReasons.find((one) => one.code === code);
  });
  protected readonly cap = computed(() => {
    const key = `ui.money.cap.${this.application().decision?.capReason ?? ''}`;
    return this.has(key) ? key : '';
  });

  protected numberAnd(number: string | null, date: string): string {
    return number
      ? this.t('track.decision.numberOf', { number, date })
      : this.t('track.decision.of', { date });
  }
}
