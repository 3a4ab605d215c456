import { Component, computed, input } from '@angular/core';

import { ICON_DRAWINGS } from './icon-drawings';

/** Name of an icon we ship; see `tools/icons.mjs` for adding one. */
export type IconName = keyof typeof ICON_DRAWINGS;

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

  protected readonly drawing = computed(() => ICON_DRAWINGS[this.name()]);
}
