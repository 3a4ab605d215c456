import { Component, computed, inject } from '@angular/core';
import { injectTexts } from '@okno/web/ui';

import { CaseDesk, focusSoon } from './case-desk';
import { CaseFile } from './case-file';
import { Steps, type OfferedStep } from './steps';

/** What can be done with the case now. A closed step stays visible with its reason. */
@Component({
  selector: 'okno-decision-bar',
  template: `
    <div class="dec stickybar" role="group" [attr.aria-label]="t('review.step.label')">
      @for (step of steps.offered(); track step.action) {
        <button
          type="button"
          [class]="css(step)"
          [attr.aria-disabled]="step.why ? 'true' : null"
          [attr.aria-describedby]="step.why ? 'why' : null"
          (click)="steps.ask(step.action)"
        >
          {{ steps.label(step.action) }}
          @if (key(step); as sign) {
            <kbd class="only-d">{{ sign }}</kbd>
          }
        </button>
      } @empty {
        <p class="sm muted">{{ t('review.step.none') }}</p>
      }
      @if (why(); as reasons) {
        <p class="sm muted why" id="why">{{ reasons }}</p>
      }
      @if (file.mayNote()) {
        <button type="button" class="btn btn--t only-d inner" (click)="note()">
          {{ t('review.notes.short') }} <kbd>N</kbd>
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      position: sticky;
      bottom: 0;
      z-index: 15;
      display: block;
    }
    .dec {
      flex-wrap: wrap;
      gap: 8px;
      border-top: 2px solid var(--ok-on-surface);
    }
    .why {
      flex: 1 1 260px;
    }
    .inner {
      margin-left: auto;
    }
    @media (max-width: 720px) {
      :host {
        bottom: 58px;
      }
      .dec .btn {
        flex: 1 1 120px;
      }
      .why {
        flex-basis: 100%;
      }
    }
  `,
})
export class DecisionBar {
  protected readonly steps = inject(Steps);
  protected readonly file = inject(CaseFile);
  private readonly desk = inject(CaseDesk);
  protected readonly t = injectTexts();

  /** «На решение: …» for every closed step. */
  protected readonly why = computed(() =>
    this.steps
      .offered()
      .filter(({ why }) => why)
      .map(({ action, why }) => `«${this.steps.label(action)}»: ${why}`)
      .join(' '),
  );
  /** One filled button a view: a return while remarks wait, else the step onward. */
  private readonly primary = computed(() => {
    const open = this.steps.offered().filter(({ why }) => !why);
    const back = open.find(({ action }) => action === 'returnWithRemarks');
    return (back ?? open.find(({ action }) => action === this.steps.onward()))?.action;
  });

  protected css({ action }: OfferedStep): string {
    if (action === 'reject') {
      return 'btn btn--d';
    }
    return action === this.primary() ? 'btn btn--p' : 'btn';
  }

  protected key({ action }: OfferedStep): string {
    if (action === 'returnWithRemarks') {
      return 'R';
    }
    return action === 'reject' ? 'D' : action === this.steps.onward() ? 'E' : '';
  }

  protected note(): void {
    this.desk.right.set('notes');
    focusSoon('#note textarea');
  }
}
