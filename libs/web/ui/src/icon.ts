import { Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';

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
    [innerHTML]="drawing()"
  ></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
})
export class OkIcon {
  private readonly sanitizer = inject(DomSanitizer);

  readonly name = input.required<IconName>();
  /** Side in CSS pixels. */
  readonly size = input(18);

  // Drawings are our own build-time constants, so nothing from a user reaches this.
  protected readonly drawing = computed(() =>
    this.sanitizer.bypassSecurityTrustHtml(ICON_DRAWINGS[this.name()]),
  );
}
