import { Component, computed, inject, input, output } from '@angular/core';
import { CHOICES, type Choice } from '@okno/shared/council-rules';
import { OkIcon, OkNote, injectTexts, type IconName } from '@okno/web/ui';
import type { CouncilItemDto, CouncilRoomDto } from '@okno/web/api-client';

import { ItemBallot } from './item-ballot';
import { ItemFacts } from './item-facts';
import { fingerprintOf } from './kept-votes';
import { VoteDesk } from './vote-desk';

const ICONS: Readonly<Record<Choice, IconName>> = { FOR: 'check', AGAINST: 'x', ABSTAIN: 'minus' };
/** What the secretary and the member do apart from voting, in the order of the buttons. */
const BY_BUTTON = ['openBallot', 'closeBallot', 'count', 'setBallot', 'remove', 'takeBackRecusal'];

/** The question at hand: the facts, the own vote, the hall. Who is recused sees its title. */
@Component({
  selector: 'okno-item-question',
  imports: [ItemBallot, ItemFacts, OkIcon, OkNote],
  templateUrl: './item-question.html',
  styleUrl: './item-question.css',
})
export class ItemQuestion {
  protected readonly desk = inject(VoteDesk);
  protected readonly t = injectTexts();
  readonly item = input.required<CouncilItemDto>();
  readonly room = input.required<CouncilRoomDto>();
  readonly busy = input(false);
  readonly voted = output<Choice>();
  readonly recused = output();
  readonly dissented = output();
  readonly acted = output<string>();

  protected readonly choices = CHOICES.map((choice, at) => ({
    ...{ choice, icon: ICONS[choice], key: String(at + 1) },
  }));
  protected readonly actions = computed(() =>
    BY_BUTTON.filter((action) => this.item().allowed.some((one) => one === action)),
  );
  protected readonly recusals = computed(() =>
    (this.item().hall ?? [])
      .filter(({ state }) => state === 'RECUSED')
      .map(({ memberId, reason }) => ({
        reason,
        name: this.room().members.find(({ id }) => id === memberId)?.name ?? '',
      })),
  );
  protected readonly fingerprint = computed(() => {
    const { ballotKey } = this.item();
    return typeof ballotKey === 'string' ? fingerprintOf(ballotKey) : '';
  });

  protected may(action: string): boolean {
    return this.item().allowed.some((one) => one === action);
  }
}
