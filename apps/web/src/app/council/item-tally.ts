import { Component, computed, input } from '@angular/core';
import { injectTexts } from '@okno/web/ui';
import type { CouncilItemDto } from '@okno/web/api-client';

/** The count: a bar of votes for, against and awaited, and the outcome once it cannot change. */
@Component({
  selector: 'okno-item-tally',
  template: `
    @if (item().tally; as tally) {
      <section class="panel" aria-live="polite">
        <div class="pb">
          <div class="row wrap">
            <h2>{{ t('council.tally.heading') }}</h2>
            <span class="sm muted">{{
              t('council.tally.needed', { needed: tally.needed, base: tally.base })
            }}</span>
          </div>
          @if (tally.for === null) {
            <p>{{ t('council.tally.secret', { voted: tally.voters - tally.waiting }) }}</p>
          } @else {
            <div class="rs" aria-hidden="true">
              @for (part of parts(); track part.kind) {
                <span [class]="part.kind" [style.flex-grow]="part.count">{{ part.count }}</span>
              }
            </div>
            <p class="sm">
              {{
                t('council.tally.counts', {
                  inFavour: tally.for,
                  against: tally.against ?? 0,
                  abstain: tally.abstain ?? 0,
                })
              }}
            </p>
          }
          @if (tally.unopened > 0) {
            <p class="sm muted">{{ t('council.tally.unopened', { count: tally.unopened }) }}</p>
          }
          @if (tally.outcome) {
            <p class="strong">{{ t('council.outcome.' + tally.outcome) }}</p>
          }
          @if (item().mode) {
            <p class="xs muted">{{ t('council.mode.' + item().mode) }}</p>
          }
        </div>
      </section>
    }
  `,
  styles: `
    h2 {
      font: var(--ok-title-large);
      flex: 1;
    }
    .rs {
      display: flex;
      height: 30px;
      gap: 2px;
      margin: 10px 0;
      font: 600 13px/30px var(--ok-font);
    }
    .rs span {
      flex: 1 1 0;
      padding: 0 8px;
      white-space: nowrap;
    }
    .for {
      background: var(--ok-primary);
      color: var(--ok-on-primary);
    }
    .against {
      background: var(--ok-error);
      color: var(--ok-on-error);
    }
    .abstain {
      background: var(--ok-surface-container-high);
      color: var(--ok-on-surface);
    }
    .rs .waiting {
      border: 1.5px dashed var(--ok-outline);
      line-height: 27px;
    }
    p {
      margin-top: 6px;
    }
  `,
})
export class ItemTally {
  protected readonly t = injectTexts();
  readonly item = input.required<CouncilItemDto>();

  protected readonly parts = computed(() => {
    const tally = this.item().tally;
    return [
      { kind: 'for', count: tally?.for ?? 0 },
      { kind: 'against', count: tally?.against ?? 0 },
      { kind: 'abstain', count: tally?.abstain ?? 0 },
      { kind: 'waiting', count: tally?.waiting ?? 0 },
    ].filter(({ count }) => count > 0);
  });
}
