import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import {
  OkIcon,
  OkStatus,
  injectFormats,
  injectSay,
  injectTexts,
  type IconName,
} from '@okno/web/ui';
import type { TeamMarkDto } from '@okno/web/api-client';

import type { ApplicationRowDto } from './application-api';
import { nextAction, sentenceKey, type Standing } from './state-sentence';

/** A mark beside the state. */
interface Badge {
  readonly tone: 'you' | 'work' | 'no';
  readonly icon: IconName;
  readonly words: string;
}

/** One request in the list: what stands, whose move it is, until when, and the next action. */
@Component({
  selector: 'okno-application-row',
  imports: [OkIcon, OkStatus, RouterLink],
  template: `
    <div class="grow">
      <p class="row wrap sm">
        <ok-status [state]="row().state" [word]="word()" />
        <span class="muted tn">{{ row().number ?? t('applications.row.noNumber') }}</span>
        @for (one of badges(); track one.words) {
          <span [class]="'badge ' + one.tone"
            ><ok-icon [name]="one.icon" [size]="14" />{{ one.words }}</span
          >
        }
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
  /** What stands between colleagues about it. */
  readonly mark = input<TeamMarkDto | null>(null);

  private readonly standing = computed<Standing & { readonly id: string }>(() => {
    const { id, kind, state, turn, dueOn, overdue, deletesAt } = this.row();
    const signature = this.mark()?.waitsForMe ? 'MINE' : this.mark()?.sent ? 'OTHERS' : null;
    const deleting = deletesAt !== undefined;
    return { id, kind, state, turn, overdue, dated: dueOn !== null, deleting, signature };
  });
  protected readonly next = computed(() => nextAction(this.standing()));
  protected readonly sentence = computed(() => {
    const { dueOn, dueProvisional } = this.row();
    const date = dueOn === null ? '' : (dueProvisional ? '≈ ' : '') + this.f().date(dueOn);
    return this.t(sentenceKey(this.standing()), { date });
  });
  protected readonly badges = computed<readonly Badge[]>(() => {
    const { state, deletesAt } = this.row();
    const mark = this.mark();
    const found: Badge[] = [];
    if (deletesAt !== undefined) {
      const date = this.f().date(deletesAt);
      found.push({
        tone: 'no',
        icon: 'trash-2',
        words: this.t('applications.row.deletes', { date }),
      });
    } else if (mark?.sent && state === 'DRAFT') {
      found.push(this.signatureBadge(mark));
    }
    if (mark && mark.unread > 0) {
      const words = this.t('applications.row.unread', { count: mark.unread });
      found.push({ tone: 'you', icon: 'message-square', words });
    }
    return found;
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

  private signatureBadge({ waitsForMe, waitsFor }: TeamMarkDto): Badge {
    if (waitsForMe) {
      return { tone: 'you', icon: 'pencil', words: this.t('applications.row.waitsForYou') };
    }
    const names = waitsFor.join(', ');
    return names
      ? { tone: 'work', icon: 'hourglass', words: this.t('applications.row.waitsFor', { names }) }
      : { tone: 'no', icon: 'circle-alert', words: this.t('applications.row.nobodyCanSign') };
  }
}
