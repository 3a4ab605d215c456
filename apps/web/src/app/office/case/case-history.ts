import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { injectFormats, injectHasText, injectSay, injectTexts } from '@okno/web/ui';
import type { HistoryDto, HistoryEntryDto } from '@okno/web/api-client';

import { OfficeProblems } from '../office-problems';
import { CaseFile, rereadWith } from './case-file';

/** The clock of the case and everything that happened, newest first, each entry with its link of the chain. */
@Component({
  selector: 'okno-case-history',
  template: `
    @if (file.application()?.clock; as clock) {
      <dl class="dl">
        <dt>{{ t('review.history.days') }}</dt>
        <dd>
          {{
            t('office.preview.spent', {
              applicant: clock.totals.APPLICANT,
              centre: clock.totals.CENTRE,
            })
          }}
        </dd>
        @if (clock.decisionBy; as day) {
          <dt>{{ t('review.history.decisionBy') }}</dt>
          <dd>{{ day.provisional ? '≈ ' : '' }}{{ f().date(day.on) }}</dd>
        }
      </dl>
    }
    <h3 class="rh3">{{ t('review.history.title') }}</h3>
    @if (history.error(); as error) {
      <p class="sm" role="alert">{{ problems.explain(error) }}</p>
      <button type="button" class="btn btn--s" (click)="history.reload()">
        {{ t('office.retry') }}
      </button>
    }
    <ol>
      @for (entry of entries(); track entry.seq) {
        <li>
          <p>
            <b class="strong">{{ action(entry) }}</b>
            @if (entry.to && entry.to !== entry.from) {
              <span class="muted"> → {{ t('ui.status.staff.' + entry.to) }}</span>
            }
          </p>
          <p class="sm muted">
            {{ who(entry) }} · {{ f().dateTime(entry.at, file.application()?.cluster?.timeZone) }}
          </p>
          @if (entry.reasonCode) {
            <p class="sm">{{ t('review.decision.reason') }}: {{ reason(entry.reasonCode) }}</p>
          }
          @if (entry.publicComment) {
            <p class="sm words">{{ entry.publicComment }}</p>
          }
          @if (entry.innerComment) {
            <p class="sm words inner">
              <span class="muted">{{ t('review.history.inner') }}</span> {{ entry.innerComment }}
            </p>
          }
          <p class="xs muted mono" [attr.title]="entry.hash">
            № {{ entry.seq }} · {{ entry.hash.slice(0, 12) }}
          </p>
        </li>
      }
    </ol>
  `,
  styles: `
    :host {
      display: block;
      padding: 14px;
      font: var(--ok-body-small);
    }
    .rh3 {
      font: var(--ok-title-small);
      margin: 18px 0 4px;
    }
    li {
      padding: 9px 0;
      border-bottom: 1px solid var(--ok-hairline);
    }
    .words {
      white-space: pre-line;
      overflow-wrap: anywhere;
      margin-top: 4px;
    }
    .inner {
      padding-left: 10px;
      border-left: 3px solid var(--ok-hairline);
    }
    .mono {
      font-family: var(--ok-mono, monospace);
    }
  `,
})
export class CaseHistory {
  private readonly has = injectHasText();
  private readonly say = injectSay();
  protected readonly problems = inject(OfficeProblems);
  protected readonly file = inject(CaseFile);
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();

  protected readonly history = httpResource<HistoryDto>(() => this.file.url('history'));
  protected readonly entries = computed(() =>
    this.history.hasValue() ? [...this.history.value().items].reverse() : [],
  );

  constructor() {
    rereadWith(this.file, () => this.history.reload());
  }

  protected action({ action }: HistoryEntryDto): string {
    const key = `review.did.${action.replace('.', '_')}`;
    return this.has(key) ? this.t(key) : action;
  }

  protected who({ actor: { name, side } }: HistoryEntryDto): string {
    return name ?? this.t(`review.side.${side}`);
  }

  protected reason(code: string): string {
    const found = this.file.definition()?.refusalReasons.find((one) => one.code === code);
    return found ? this.say(found.label) : code;
  }
}
