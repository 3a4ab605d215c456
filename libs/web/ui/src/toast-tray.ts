import { Component, inject } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';
import { Toasts } from './toasts';

/** The place where toasts appear; stands once, in the root component. */
@Component({
  selector: 'ok-toasts',
  imports: [OkIcon],
  template: `
    <div class="tray" role="status">
      @for (toast of toasts.list(); track toast.id) {
        <div class="toast" [attr.role]="toast.error ? 'alert' : null">
          <ok-icon [name]="toast.icon" />
          <span>{{ toast.text }}</span>
          @if (toast.action; as action) {
            <button type="button" (click)="action.run(); toasts.close(toast.id)">
              {{ action.label }}
            </button>
          }
          @if (toast.error) {
            <button
              type="button"
              [attr.aria-label]="t('ui.toast.close')"
              (click)="toasts.close(toast.id)"
            >
              <ok-icon name="x" />
            </button>
          }
        </div>
      }
    </div>
  `,
  styles: `
    .tray {
      position: fixed;
      left: 50%;
      bottom: 16px;
      translate: -50% 0;
      width: max-content;
      max-width: calc(100vw - 32px);
      display: grid;
      gap: 8px;
      z-index: 60;
    }
  `,
})
export class OkToasts {
  protected readonly toasts = inject(Toasts);
  protected readonly t = injectTexts();
}
