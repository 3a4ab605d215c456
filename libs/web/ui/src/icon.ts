import { Component, computed, input, signal } from '@angular/core';

import type { PAGE_ICONS } from './page-icons';
import { SHELL_ICONS } from './shell-icons';

type PageIcons = typeof PAGE_ICONS;

/** Name of an icon we ship; see `tools/icons.mjs` for adding one. */
export type IconName = keyof PageIcons | keyof typeof SHELL_ICONS;

const isShell = (name: string): name is keyof typeof SHELL_ICONS => name in SHELL_ICONS;

/** Drawings of the pages: not part of the first load, there before a page has its data. */
const pageIcons = signal<PageIcons | undefined>(undefined);
let asked = false;

function ask(): void {
  if (!asked) {
    asked = true;
    import('./page-icons').then(
      (file) => {
        pageIcons.set(file.PAGE_ICONS);
      },
      () => {
        // The file did not arrive: words stand beside every icon, and the next icon asks again.
        asked = false;
      },
    );
  }
}

/** A decorative line icon in the colour of the text. The word beside it carries the meaning. */
@Component({
  selector: 'ok-icon',
  template: `<svg
    class="i"
    [attr.width]="size()"
    [attr.height]="size()"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path [attr.d]="drawing()" />
  </svg>`,
  host: { class: 'icon' },
})
export class OkIcon {
  readonly name = input.required<IconName>();
  /** Side in CSS pixels. */
  readonly size = input(18);

  protected readonly drawing = computed(() => {
    const name = this.name();
    if (isShell(name)) {
      return SHELL_ICONS[name];
    }
    ask();
    return pageIcons()?.[name] ?? null;
  });
}
