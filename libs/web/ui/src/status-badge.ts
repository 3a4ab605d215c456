import { Component, computed, input } from '@angular/core';

import { OkIcon, type IconName } from './icon';
import { injectTexts } from './texts';

type Tone = 'neutral' | 'work' | 'expert' | 'you' | 'ok' | 'no' | 'draft';

/** A pane of the window glyph: passed, going on now, still ahead. */
type Pane = 'f' | 'h' | '';

interface Look {
  readonly tone: Tone;
  readonly panes?: readonly [Pane, Pane, Pane, Pane];
  readonly icon?: IconName;
}

const PASSED = {
  none: ['', '', '', ''],
  one: ['f', '', '', ''],
  oneHalf: ['f', 'h', '', ''],
  twoHalf: ['f', 'f', 'h', ''],
  threeHalf: ['f', 'f', 'f', 'h'],
  all: ['f', 'f', 'f', 'f'],
} as const;

/** Glyph and tone of every state; the word is the third carrier, so none of them stands alone. */
const LOOKS = {
  DRAFT: { tone: 'draft', panes: PASSED.none },
  SUBMITTED: { tone: 'work', panes: PASSED.one },
  REGISTERED: { tone: 'work', panes: PASSED.one },
  FORMAL_CHECK: { tone: 'work', panes: PASSED.oneHalf },
  REVIEW: { tone: 'work', panes: PASSED.oneHalf },
  EXPERTISE: { tone: 'expert', panes: PASSED.oneHalf },
  COST_AUDIT: { tone: 'work', panes: PASSED.oneHalf },
  COUNCIL: { tone: 'work', panes: PASSED.twoHalf },
  DECISION: { tone: 'work', panes: PASSED.twoHalf },
  RETURNED: { tone: 'you', icon: 'undo-2' },
  APPROVED: { tone: 'ok', icon: 'check' },
  AGREEMENT: { tone: 'you', icon: 'pencil' },
  CONTRACTOR_SELECTION: { tone: 'work', panes: PASSED.threeHalf },
  OWN_PAYMENT: { tone: 'you', icon: 'pencil' },
  DELIVERY: { tone: 'work', panes: PASSED.threeHalf },
  ACCEPTANCE: { tone: 'you', icon: 'pencil' },
  STATE_PAYMENT: { tone: 'work', panes: PASSED.threeHalf },
  REPORTING: { tone: 'you', icon: 'pencil' },
  PAYMENT: { tone: 'work', panes: PASSED.threeHalf },
  OBLIGATIONS: { tone: 'work', panes: PASSED.threeHalf },
  CLOSED: { tone: 'neutral', panes: PASSED.all },
  ENTERED: { tone: 'ok', icon: 'check' },
  WAITLISTED: { tone: 'neutral', icon: 'hourglass' },
  REJECTED: { tone: 'no', icon: 'x' },
  WITHDRAWN: { tone: 'draft', icon: 'circle-slash' },
  EXPIRED: { tone: 'no', icon: 'timer-off' },
  TERMINATED: { tone: 'no', icon: 'x' },
  REFUND: { tone: 'neutral', icon: 'undo-2' },
  ACTIVE: { tone: 'ok', icon: 'check' },
  SUSPENDED: { tone: 'neutral', icon: 'pause' },
  EXCLUDED: { tone: 'no', icon: 'x' },
  LEFT: { tone: 'draft', icon: 'circle-slash' },
} as const satisfies Record<string, Look>;

/** A state of an application or of a membership. */
export type StatusCode = keyof typeof LOOKS;

const isKnown = (code: string): code is StatusCode => code in LOOKS;
const UNKNOWN: Look = { tone: 'neutral', icon: 'circle-dashed' };
const CELLS = [
  [1, 1],
  [8.6, 1],
  [1, 8.6],
  [8.6, 8.6],
] as const;

/** Glyph, word, tone of a state, in this order, on one line. */
@Component({
  selector: 'ok-status',
  imports: [OkIcon],
  template: `
    <span [class]="'badge ' + tone()">
      @if (look().icon; as icon) {
        <ok-icon [name]="icon" [size]="15" />
      } @else {
        <svg
          [class]="'panes' + (tone() === 'draft' ? ' dash' : '')"
          width="15"
          height="15"
          viewBox="0 0 15.6 15.6"
          aria-hidden="true"
        >
          @for (pane of panes(); track $index) {
            <rect [attr.x]="pane.x" [attr.y]="pane.y" width="6" height="6" [class]="pane.kind" />
          }
        </svg>
      }
      {{ text() }}
    </span>
  `,
})
export class OkStatus {
  private readonly t = injectTexts();

  /** A code newer than this build is shown as it is. */
  readonly state = input.required<string>();
  /** Own words instead of the usual ones: «Ваш ход: нужны исправления». */
  readonly word = input('');
  /** The centre's view: yellow means "this person must act", so there what waits for the applicant is grey. */
  readonly staff = input(false);

  protected readonly look = computed<Look>(() => {
    const code = this.state();
    return isKnown(code) ? LOOKS[code] : UNKNOWN;
  });
  protected readonly tone = computed(() =>
    this.staff() && this.look().tone === 'you' ? 'neutral' : this.look().tone,
  );
  protected readonly text = computed(() => {
    const code = this.state();
    if (this.word() || !isKnown(code)) {
      return this.word() || code;
    }
    return this.t(`ui.status.${this.staff() ? 'staff' : 'applicant'}.${code}`);
  });
  protected readonly panes = computed(() =>
    (this.look().panes ?? PASSED.none).map((kind, index) => ({
      kind,
      x: CELLS[index]?.[0],
      y: CELLS[index]?.[1],
    })),
  );
}
