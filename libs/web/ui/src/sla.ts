import { Component, computed, input } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';

/** The term of a case in a list: words plus one segment a working day. */
@Component({
  selector: 'ok-sla',
  imports: [OkIcon],
  template: `
    <span [class]="'sla ' + tone()">
      <b>
        @if (tone() === 'over') {
          <ok-icon name="triangle-alert" [size]="14" />
        } @else if (tone() === 'warn') {
          <ok-icon name="clock" [size]="14" />
        } @else if (tone() === 'pause') {
          <ok-icon name="pause" [size]="14" />
        }
        {{ words() }}
      </b>
      @if (segments().length > 0) {
        <span class="bar5" aria-hidden="true">
          @for (used of segments(); track $index) {
            <i [class.u]="used"></i>
          }
        </span>
      }
    </span>
  `,
  styleUrl: './sla.css',
})
export class OkSla {
  private readonly t = injectTexts();

  /** Working days left, today included; negative when overdue; null without a term. */
  readonly daysLeft = input.required<number | null>();
  /** The whole term in working days. */
  readonly total = input(0);
  /** Whether the clock stands still because the move is not the centre's. */
  readonly paused = input(false);
  readonly provisional = input(false);
  /** Own words: «Совет 15 октября». */
  readonly word = input('');

  protected readonly tone = computed(() => {
    const left = this.daysLeft();
    if (this.paused()) {
      return 'pause';
    }
    if (left === null) {
      return '';
    }
    return left < 0 ? 'over' : left <= 2 ? 'warn' : '';
  });

  protected readonly words = computed(() => {
    const left = this.daysLeft();
    if (this.word()) {
      return this.word();
    }
    if (left === null) {
      return this.t(this.paused() ? 'ui.sla.paused' : 'ui.sla.none');
    }
    const key = this.paused() ? 'pausedDays' : left < 0 ? 'over' : left === 0 ? 'today' : 'days';
    const text = this.t(`ui.sla.${key}`, { count: Math.abs(left) });
    return this.provisional() ? `≈ ${text}` : text;
  });

  protected readonly segments = computed(() => {
    const total = Math.min(this.total(), 15);
    const left = Math.max(0, this.daysLeft() ?? total);
    return Array.from({ length: total }, (_, day) => day < total - Math.min(left, total));
  });
}
