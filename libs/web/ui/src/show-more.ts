import { Component, computed, input, output } from '@angular/core';

import { injectTexts } from './texts';

/** Under a list: how many are shown of how many, and the next page. */
@Component({
  selector: 'ok-show-more',
  template: `
    <div class="row wrap between">
      <p class="sm muted" role="status">{{ words() }}</p>
      @if (hasMore()) {
        <button type="button" class="btn" [attr.aria-disabled]="busy() || null" (click)="ask()">
          {{ t(busy() ? 'ui.more.busy' : 'ui.more.more') }}
        </button>
      }
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkShowMore {
  protected readonly t = injectTexts();
  readonly shown = input.required<number>();
  /** Unknown when undefined. */
  readonly total = input<number | undefined>(undefined);
  /** Whether the total is a guess (above 10 000). */
  readonly approximate = input(false);
  readonly hasMore = input(false);
  readonly busy = input(false);
  readonly more = output();

  protected readonly words = computed(() => {
    const total = this.total();
    if (total === undefined) {
      return this.t('ui.more.shown', { shown: this.shown() });
    }
    return this.t(this.approximate() ? 'ui.more.ofAbout' : 'ui.more.of', {
      shown: this.shown(),
      total,
    });
  });

  protected ask(): void {
    if (!this.busy()) {
      this.more.emit();
    }
  }
}
