import { DIALOG_DATA, Dialog } from '@angular/cdk/dialog';
import { Component, Service, inject } from '@angular/core';
import { OkCheck, OkDialogFrame, injectTexts } from '@okno/web/ui';

import { Keys } from './keys';

/** One line of the help: keys as they are printed, and a translation key. */
export interface KeyHint {
  readonly keys: readonly string[];
  readonly text: string;
}

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
class KeysHelpDialog {
  protected readonly t = injectTexts();
  protected readonly keys = inject(Keys);
  protected readonly hints = inject<readonly KeyHint[]>(DIALOG_DATA);
}

/** Opens the list of keys of a screen. */
@Service()
export class KeysHelp {
  private readonly dialog = inject(Dialog);
  private readonly t = injectTexts();

  open(hints: readonly KeyHint[]): void {
    this.dialog.open<undefined, readonly KeyHint[], KeysHelpDialog>(KeysHelpDialog, {
      data: hints,
      ariaLabel: this.t('office.keys.heading'),
    });
  }
}
