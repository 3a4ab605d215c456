import { Component, Service, inject, signal } from '@angular/core';

import { OkIcon, type IconName } from './icon';
import { injectTexts } from './texts';

/** One short message over the page. It never is the only carrier of what it says. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly icon: IconName;
  /** Errors stay until closed and interrupt a screen reader; the rest leave by themselves. */
  readonly error: boolean;
  /** One undo or one link. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 6000;

/** Shows toasts: `inject(Toasts).say(t('…'))`. */
@Service()
export class Toasts {
  private last = 0;
  private readonly shown = signal<readonly Toast[]>([]);

  /** What is on the screen now, oldest first. */
  readonly list = this.shown.asReadonly();

  /** A state that was reached; leaves by itself. */
  say(text: string, options: { icon?: IconName; action?: Toast['action'] } = {}): void {
    const id = this.add({
      text,
      icon: options.icon ?? 'check',
      error: false,
      ...only(options.action),
    });
    setTimeout(() => {
      this.close(id);
    }, SHOWN_MS);
  }

  /** Something failed; stays until closed. */
  fail(text: string, action?: Toast['action']): void {
    this.add({ text, icon: 'circle-alert', error: true, ...only(action) });
  }

  close(id: number): void {
    this.shown.update((list) => list.filter((toast) => toast.id !== id));
  }

  private add(toast: Omit<Toast, 'id'>): number {
    this.last += 1;
    const id = this.last;
    this.shown.update((list) =>
      [...list.filter((other) => other.text !== toast.text), { ...toast, id }].slice(-4),
    );
    return id;
  }
}

const only = (action: Toast['action']): Pick<Toast, 'action'> => (action ? { action } : {});

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
