import { DOCUMENT, Service, inject, signal } from '@angular/core';

/** `auto` follows the system. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEPT = 'okno.theme';

/** The colour theme: remembered on this device, applied as `data-theme` on the root element. */
@Service()
export class Themes {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly chosen = signal<Theme>(remembered());

  readonly current = this.chosen.asReadonly();

  constructor() {
    this.root.dataset['theme'] = this.chosen();
  }

  use(theme: Theme): void {
    localStorage.setItem(KEPT, theme);
    this.chosen.set(theme);
    this.root.dataset['theme'] = theme;
  }
}

function remembered(): Theme {
  const kept = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem(KEPT);
  return THEMES.find((theme) => theme === kept) ?? 'auto';
}
