import { Service, signal } from '@angular/core';

import type { IconName } from './icon';

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
