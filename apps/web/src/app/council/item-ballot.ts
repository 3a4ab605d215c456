import { Component, computed, input } from '@angular/core';
import { OkIcon, injectSay, injectTexts, type IconName } from '@okno/web/ui';
import type { CouncilItemDto, CouncilRoomDto, HallVoteDto } from '@okno/web/api-client';

const ICONS: Readonly<Record<string, IconName>> = {
  FOR: 'check',
  AGAINST: 'x',
  ABSTAIN: 'minus',
  VOTED: 'check',
  WAITED: 'hourglass',
  ABSENT: 'clock',
  RECUSED: 'circle-slash',
};

/** The hall: how everybody stands to the question. */
@Component({
  selector: 'okno-item-ballot',
  imports: [OkIcon],
  template: `
    <div class="row wrap head">
      <h3>{{ t('council.hall') }}</h3>
      @if (item().tally; as tally) {
        <span class="sm muted">{{
          t('council.tally.voted', { voted: tally.voters - tally.waiting, voters: tally.voters })
        }}</span>
      }
    </div>
    <ul class="hall">
      @for (one of hall(); track one.memberId) {
        <li [class.off]="one.state === 'RECUSED'">
          <span class="grow"
            ><b class="strong">{{ one.name }}</b
            ><small>{{ one.represents }}</small>
            @if (one.reason) {
              <small>{{ one.reason }}</small>
            }
            @if (one.dissent) {
              <small>{{ t('council.dissent.heading') }}: {{ one.dissent }}</small>
            }
          </span>
          <span
            class="v"
            [class.t-ok]="one.choice === 'FOR'"
            [class.t-no]="one.choice === 'AGAINST'"
            ><ok-icon [name]="icon(one)" [size]="16" />{{
              one.choice ? t('council.choice.' + one.choice) : t('council.seat.' + one.state)
            }}</span
          >
        </li>
      }
    </ul>
  `,
  styles: `
    .head {
      margin-bottom: 8px;
    }
    h3 {
      flex: 1;
    }
    .hall {
      list-style: none;
      padding: 0;
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(230px, 1fr));
      gap: 1px;
      border: 1px solid var(--ok-hairline);
      border-radius: 8px;
      overflow: hidden;
      background: var(--ok-hairline);
    }
    li {
      display: flex;
      gap: 9px;
      align-items: center;
      padding: 9px 12px;
      background: var(--ok-surface-container-lowest);
    }
    li.off {
      background: var(--ok-surface-container-low);
    }
    .grow {
      flex: 1;
      min-width: 0;
      font: var(--ok-body-small);
    }
    small {
      display: block;
      color: var(--ok-on-surface-variant);
    }
    .v {
      display: flex;
      gap: 5px;
      align-items: center;
      font: var(--ok-label-medium);
    }
  `,
})
export class ItemBallot {
  protected readonly t = injectTexts();
  private readonly say = injectSay();
  readonly item = input.required<CouncilItemDto>();
  readonly room = input.required<CouncilRoomDto>();

  protected readonly hall = computed(() =>
    (this.item().hall ?? []).map((vote) => {
      const member = this.room().members.find(({ id }) => id === vote.memberId);
      return {
        ...vote,
        name: member?.name ?? '',
        represents: member ? this.say(member.represents) : '',
      };
    }),
  );

  protected icon({ choice, state }: HallVoteDto): IconName {
    return ICONS[choice ?? state] ?? 'clock';
  }
}
