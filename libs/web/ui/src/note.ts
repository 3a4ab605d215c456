import { Component, computed, input } from '@angular/core';

import { OkIcon, type IconName } from './icon';

/** `you`: the person must act. */
export type NoteTone = 'info' | 'you' | 'ok' | 'no' | 'plain';

const ICONS: Readonly<Record<NoteTone, IconName>> = {
  info: 'info',
  you: 'undo-2',
  ok: 'check',
  no: 'circle-alert',
  plain: 'clock',
};

/** A notice inside a page; the text is projected. An error interrupts a screen reader. */
@Component({
  selector: 'ok-note',
  imports: [OkIcon],
  template: `
    <div
      [class]="tone() === 'plain' ? 'note' : 'note ' + tone()"
      [attr.role]="live() ? (tone() === 'no' ? 'alert' : 'status') : null"
    >
      <ok-icon [name]="shown()" [size]="20" />
      <div class="grow"><ng-content /></div>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkNote {
  readonly tone = input<NoteTone>('info');
  readonly icon = input<IconName | undefined>(undefined);
  /** Whether it appeared as the answer to something the person did. */
  readonly live = input(false);

  protected readonly shown = computed(() => this.icon() ?? ICONS[this.tone()]);
}
