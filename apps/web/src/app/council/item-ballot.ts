import { Component, computed, input } from '@angular/core';
import { injectSay, injectTexts } from '@okno/web/ui';
import type { CouncilItemDto, CouncilRoomDto } from '@okno/web/api-client';

/** How a ballot stands: the count, the outcome once it cannot change, and the hall. */
@Component({
  selector: 'okno-item-ballot',
  template: `
    @if (item().tally; as tally) {
      <section aria-live="polite">
        <h3>{{ t('council.tally.heading') }}</h3>
        @if (tally.for === null) {
          <p>
            {{
              t('council.tally.secret', {
                voted: tally.voters - tally.waiting,
                voters: tally.voters,
              })
            }}
          </p>
        } @else {
          <p>
            {{
              t('council.tally.counts', {
                inFavour: tally.for,
                against: tally.against,
                abstain: tally.abstain,
              })
            }}
            <span class="muted">{{
              t('council.tally.needed', { needed: tally.needed, base: tally.base })
            }}</span>
          </p>
        }
        @if (tally.unopened > 0) {
          <p class="sm muted">{{ t('council.tally.unopened', { count: tally.unopened }) }}</p>
        }
        @if (tally.outcome) {
          <p class="strong">{{ t('council.outcome.' + tally.outcome) }}</p>
        }
      </section>
    }
    <h3>{{ t('council.hall') }}</h3>
    <ul class="hall">
      @for (one of hall(); track one.memberId) {
        <li class="row">
          <span class="grow"
            ><b class="strong">{{ one.name }}</b
            ><small class="muted">{{ one.represents }}</small>
            @if (one.reason) {
              <small>{{ one.reason }}</small>
            }
            @if (one.dissent) {
              <small>{{ t('council.dissent.heading') }}: {{ one.dissent }}</small>
            }
          </span>
          <span class="sm">{{
            one.choice ? t('council.choice.' + one.choice) : t('council.seat.' + one.state)
          }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    .hall {
      list-style: none;
      padding: 0;
      border: 1px solid var(--ok-hairline);
      border-radius: 8px;
    }
    li {
      padding: 9px 12px;
      border-bottom: 1px solid var(--ok-hairline);
    }
    li:last-child {
      border: 0;
    }
    .grow {
      flex: 1;
      min-width: 0;
    }
    small {
      display: block;
    }
    h3 {
      margin: 16px 0 8px;
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
}
