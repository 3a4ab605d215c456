import { Component, computed, input } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';

/** How a check ended. UNAVAILABLE: nobody could be asked. */
export type CheckOutcome = 'PASS' | 'WARN' | 'FAIL' | 'UNAVAILABLE';

const LOOKS = {
  PASS: { css: 'pass', icon: 'check' },
  WARN: { css: 'warn', icon: 'triangle-alert' },
  FAIL: { css: 'fail', icon: 'x' },
  UNAVAILABLE: { css: 'na', icon: 'minus' },
} as const;

/** One check: shape, hidden word, what was checked, what was found; the source stands right. Actions are projected. */
@Component({
  selector: 'ok-check-line',
  imports: [OkIcon],
  template: `
    <div [class]="'chk ' + look().css">
      <span class="chk__i"><ok-icon [name]="look().icon" [size]="16" /></span>
      <div>
        <b
          ><span class="vh">{{ t('ui.check.' + outcome()) }}: </span>{{ heading() }}</b
        >
        @if (detail()) {
          <p>{{ detail() }}</p>
        }
        <ng-content />
      </div>
      @if (source()) {
        <span class="src">{{ source() }}</span>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkCheckLine {
  protected readonly t = injectTexts();
  readonly outcome = input.required<CheckOutcome>();
  readonly heading = input.required<string>();
  readonly detail = input('');
  /** «ЕГРЮЛ, 28.09.2026». */
  readonly source = input('');

  protected readonly look = computed(() => LOOKS[this.outcome()]);
}
