import { Component, computed, inject } from '@angular/core';
import { OkIcon, injectTexts } from '@okno/web/ui';

import { THEMES, Themes } from './theme';

const ICONS = { auto: 'monitor', light: 'sun', dark: 'moon' } as const;

/** Walks auto → light → dark; the button says which one is on and which one comes next. */
@Component({
  selector: 'okno-theme-switch',
  imports: [OkIcon],
  template: `
    <button
      type="button"
      class="icon-btn"
      [attr.aria-label]="label()"
      [title]="label()"
      (click)="goOn()"
    >
      <ok-icon [name]="icon()" [size]="20" />
    </button>
  `,
})
export class ThemeSwitch {
  private readonly themes = inject(Themes);
  private readonly t = injectTexts();

  private readonly next = computed(
    () => THEMES[(THEMES.indexOf(this.themes.current()) + 1) % THEMES.length] ?? 'auto',
  );
  protected readonly icon = computed(() => ICONS[this.themes.current()]);
  protected readonly label = computed(() =>
    this.t('shell.theme.switch', {
      now: this.t(`shell.theme.${this.themes.current()}`),
      next: this.t(`shell.theme.${this.next()}`),
    }),
  );

  protected goOn(): void {
    this.themes.use(this.next());
  }
}
