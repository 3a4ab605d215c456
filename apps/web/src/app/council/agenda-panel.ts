import { Component, input, output, signal } from '@angular/core';
import { OkIcon, injectFormats, injectTexts, type IconName } from '@okno/web/ui';
import type { CouncilItemDto, CouncilRoomDto, WaitingCaseDto } from '@okno/web/api-client';

const ICONS: Readonly<Record<string, IconName>> = {
  VOTING: 'circle-dot',
  COUNTING: 'hourglass',
  CLOSED: 'check',
  DEFERRED: 'arrow-right',
  WITHDRAWN: 'undo-2',
};

/** The questions of a session; the secretary puts cases and other questions on it. */
@Component({
  selector: 'okno-agenda-panel',
  imports: [OkIcon],
  template: `
    <nav [attr.aria-label]="t('council.agenda')">
      <h2>{{ t('council.agenda') }}</h2>
      <ol>
        @for (entry of room().items; track entry.id) {
          <li>
            <button
              type="button"
              [attr.aria-current]="chosen() === entry.id ? 'step' : null"
              (click)="picked.emit(entry)"
            >
              <span class="n">
                @if (icon(entry); as name) {
                  <ok-icon [name]="name" />
                } @else {
                  {{ entry.position }}
                }
              </span>
              <span>{{ entry.title }}</span>
              <small>{{ stateOf(entry) }}</small>
            </button>
          </li>
        } @empty {
          <li class="none sm muted">{{ t('council.noItems') }}</li>
        }
      </ol>
    </nav>
    @if (room().allowed.includes('add')) {
      <section class="add">
        <h2>{{ t('council.waits') }}</h2>
        @for (row of waiting(); track row.applicationId) {
          <p class="sm">
            {{ row.title }}
            @if (row.dueOn) {
              <small class="muted">{{ t('council.until', { date: f().date(row.dueOn) }) }}</small>
            }
            <button
              type="button"
              class="btn btn--s"
              [disabled]="busy()"
              [attr.aria-label]="t('council.addCase', { number: row.number ?? '' })"
              (click)="caseAdded.emit(row.applicationId)"
            >
              {{ t('council.add') }}
            </button>
          </p>
        } @empty {
          <p class="sm muted">{{ t('council.noneWait') }}</p>
        }
        <details>
          <summary>{{ t('council.otherQuestion') }}</summary>
          <form (submit)="addQuestion($event)">
            <label class="field"
              >{{ t('council.itemTitle')
              }}<input
                #name
                class="inp"
                required
                maxlength="300"
                [value]="title()"
                (input)="title.set(name.value)"
            /></label>
            <label class="field"
              >{{ t('council.itemQuestion')
              }}<input
                #asks
                class="inp"
                required
                maxlength="500"
                [value]="question()"
                (input)="question.set(asks.value)"
            /></label>
            <button class="btn btn--s" [disabled]="busy()">{{ t('council.addQuestion') }}</button>
          </form>
        </details>
      </section>
    }
  `,
  styleUrl: './agenda-panel.css',
})
export class AgendaPanel {
  protected readonly t = injectTexts();
  protected readonly f = injectFormats();
  readonly room = input.required<CouncilRoomDto>();
  readonly chosen = input<string>();
  readonly waiting = input<readonly WaitingCaseDto[]>([]);
  readonly busy = input(false);
  readonly picked = output<CouncilItemDto>();
  readonly caseAdded = output<string>();
  readonly questionAdded = output<{ title: string; question: string }>();
  protected readonly title = signal('');
  protected readonly question = signal('');

  protected icon({ state }: CouncilItemDto): IconName | undefined {
    return state === undefined ? 'circle-slash' : ICONS[state];
  }

  protected stateOf({ hidden, state, ballot, tally }: CouncilItemDto): string {
    if (hidden) {
      return this.t('council.recused');
    }
    if (state === 'CLOSED' && tally) {
      const counts = `${tally.for ?? 0} — ${tally.against ?? 0} — ${tally.abstain ?? 0}`;
      return `${this.t(`council.outcome.${tally.outcome ?? ''}`)}, ${counts}`;
    }
    const kind = ballot === 'SECRET' ? `, ${this.t('council.ballot.SECRET')}` : '';
    return this.t(`council.itemState.${state ?? 'PENDING'}`) + kind;
  }

  protected addQuestion(event: Event): void {
    event.preventDefault();
    this.questionAdded.emit({ title: this.title(), question: this.question() });
    this.title.set('');
    this.question.set('');
  }
}
