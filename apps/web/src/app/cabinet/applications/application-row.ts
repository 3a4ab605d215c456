import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OkStatus, injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import type { ApplicationRowDto } from './application-api';
import { nextAction, sentenceKey } from './state-sentence';

/** One request in the list: what stands, whose move it is, until when, and the next action. */
@Component({
  selector: 'okno-application-row',
  imports: [OkStatus, RouterLink],
  template: `
    <div class="grow">
      <p class="row wrap sm">
        <ok-status [state]="row().state" [word]="word()" />
        <span class="muted tn">{{ row().number ?? t('applications.row.noNumber') }}</span>
      </p>
      <h2>
        <a [routerLink]="next().path">{{ say(row().measure.title) }}</a>
      </h2>
      <p>{{ sentence() }}</p>
      <p class="sm muted">
        {{ row().organisation.shortName }}
        @if (row().requestedKopecks; as sum) {
          · {{ t('applications.row.asked', { sum: f().money(sum) }) }}
        }
      </p>
    </div>
    <div class="act">
      <p class="sm muted">{{ turn() }}</p>
      <a
        [class]="next().mine ? 'btn btn--p' : 'btn'"
        [routerLink]="next().path"
        [attr.aria-label]="t(next().text) + ': ' + say(row().measure.title)"
        >{{ t(next().text) }}</a
      >
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 32px;
      padding: 18px var(--panel-p);
    }
    .grow {
      flex-basis: 340px;
    }
    h2 {
      font: var(--ok-title-large);
      margin: 6px 0 2px;
    }
    .grow > p:last-child {
      margin-top: 4px;
    }
    .act {
      display: grid;
      gap: 8px;
      align-content: center;
      justify-items: start;
      flex: 0 0 232px;
    }
  `,
})
export class ApplicationRow {
  protected readonly t = injectTexts();
  protected readonly say = injectSay();
  protected readonly f = injectFormats();

  readonly row = input.required<ApplicationRowDto>();

  private readonly standing = computed(() => {
    const { id, kind, state, turn, dueOn, overdue } = this.row();
    return { id, kind, state, turn, overdue, dated: dueOn !== null };
  });
  protected readonly next = computed(() => nextAction(this.standing()));
  protected readonly sentence = computed(() => {
    const { dueOn, dueProvisional } = this.row();
    const date = dueOn === null ? '' : (dueProvisional ? '≈ ' : '') + this.f().date(dueOn);
    return this.t(sentenceKey(this.standing()), { date });
  });
  /** Waiting for the centre's signature is no move of the applicant. */
  protected readonly word = computed(() => {
    const { state, turn } = this.row();
    return state === 'AGREEMENT' && turn !== 'APPLICANT' ? this.t('applications.row.signed') : '';
  });
  protected readonly turn = computed(() => {
    const { turn, daysLeft, overdue, dueProvisional } = this.row();
    const who = this.t(`applications.turn.${turn}`);
    if (daysLeft === null || turn === 'NONE') {
      return who;
    }
    const left = overdue
      ? this.t('applications.row.overdue')
      : this.t('applications.row.left', { count: daysLeft });
    return `${who} · ${dueProvisional ? '≈ ' : ''}${left}`;
  });
}
