import { Component, input } from '@angular/core';

import { OkIcon, type IconName } from './icon';
import { injectTexts } from './texts';

/** One event: behind, going on, or ahead. */
export interface TimelineItem {
  readonly heading: string;
  readonly text?: string;
  /** Printed as it is: «23 сентября, 16:42», «до 14 октября». */
  readonly when?: string;
  readonly phase: 'past' | 'now' | 'future';
  readonly icon?: IconName;
}

/** What was and what will be: past filled, now yellow, future dashed. */
@Component({
  selector: 'ok-timeline',
  imports: [OkIcon],
  template: `
    <ol class="tl">
      @for (item of items(); track $index) {
        <li [attr.aria-current]="item.phase === 'now' ? 'step' : null">
          <span class="mk" [class.now]="item.phase === 'now'" [class.fut]="item.phase === 'future'">
            @if (item.phase !== 'future') {
              <ok-icon
                [name]="item.icon ?? (item.phase === 'now' ? 'clock' : 'check')"
                [size]="14"
              />
            }
          </span>
          <b class="strong"
            ><span class="vh">{{ t('ui.timeline.' + item.phase) }}: </span>{{ item.heading }}</b
          >
          @if (item.text) {
            <p class="sm muted">{{ item.text }}</p>
          }
          @if (item.when) {
            <p class="when">{{ item.when }}</p>
          }
        </li>
      }
    </ol>
  `,
  styleUrl: './timeline.css',
})
export class OkTimeline {
  protected readonly t = injectTexts();
  readonly items = input.required<readonly TimelineItem[]>();
}
