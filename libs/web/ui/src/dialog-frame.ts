import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject, input } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';

/** The frame of a dialog: heading, close button, projected body. Opened by the CDK, which keeps the focus inside. */
@Component({
  selector: 'ok-dialog-frame',
  imports: [OkIcon],
  template: `
    <div class="frame">
      <div class="head">
        <h2>{{ heading() }}</h2>
        <button
          type="button"
          class="icon-btn"
          [attr.aria-label]="t('ui.dialog.close')"
          (click)="ref.close()"
        >
          <ok-icon name="x" [size]="20" />
        </button>
      </div>
      <ng-content />
    </div>
  `,
  styles: `
    .frame {
      width: min(560px, calc(100vw - 32px));
      max-height: calc(100vh - 48px);
      overflow-y: auto;
      padding: 24px;
      background: var(--ok-surface-container-lowest);
      border-radius: var(--ok-corner-large);
      box-shadow: var(--ok-level3);
    }
    .head {
      display: flex;
      gap: 12px;
      align-items: flex-start;
      justify-content: space-between;
      margin-bottom: 8px;
    }
    .icon-btn {
      margin: -6px -8px 0 0;
    }
  `,
})
export class OkDialogFrame {
  protected readonly ref = inject<DialogRef>(DialogRef);
  protected readonly t = injectTexts();
  readonly heading = input.required<string>();
}
