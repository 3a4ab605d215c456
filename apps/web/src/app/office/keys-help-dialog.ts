import { DIALOG_DATA } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { OkCheck, OkDialogFrame, injectTexts } from '@okno/web/ui';

import { Keys } from './keys';
import type { KeyHint } from './keys-help';

/** The keys of a screen, and the switch that turns them off; opened by `KeysHelp`. */
@Component({
  selector: 'okno-keys-help',
  imports: [OkCheck, OkDialogFrame],
  template: `
    <ok-dialog-frame [heading]="t('office.keys.heading')">
      <dl class="dl">
        @for (hint of hints; track hint.text) {
          <dt>
            @for (key of hint.keys; track key) {
              <kbd>{{ key }}</kbd>&ngsp;
            }
          </dt>
          <dd>{{ t(hint.text) }}</dd>
        }
      </dl>
      <ok-check
        class="switch"
        [label]="t('office.keys.on')"
        [hint]="t('office.keys.onHint')"
        [checked]="keys.on()"
        (checkedChange)="keys.put($event)"
      />
    </ok-dialog-frame>
  `,
  styles: `
    .switch {
      display: block;
      margin-top: 20px;
    }
  `,
})
export class KeysHelpDialog {
  protected readonly t = injectTexts();
  protected readonly keys = inject(Keys);
  protected readonly hints = inject<readonly KeyHint[]>(DIALOG_DATA);
}
