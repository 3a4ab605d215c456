import { Component, input } from '@angular/core';

/** The mark of the product: a window of four panes, one of them lit. */
@Component({
  selector: 'ok-mark',
  template: `<svg
    class="brand__m"
    [attr.width]="size()"
    [attr.height]="size()"
    viewBox="0 0 30 30"
    aria-hidden="true"
  >
    <rect width="14" height="14" fill="currentColor" />
    <rect x="16" width="14" height="14" class="lit" />
    <rect y="16" width="14" height="14" fill="currentColor" />
    <rect x="16" y="16" width="14" height="14" fill="currentColor" />
  </svg>`,
})
export class OkMark {
  /** Side in CSS pixels. */
  readonly size = input(30);
}
