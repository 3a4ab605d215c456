import { Component, computed, input, model } from '@angular/core';

/** One filter. */
export interface Chip {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

/** Filters as toggle buttons: one of them, or several with `many`. */
@Component({
  selector: 'ok-chips',
  template: `
    <div class="row wrap" role="group" [attr.aria-label]="label()">
      @for (chip of chips(); track chip.value) {
        <button
          type="button"
          class="chip"
          [attr.aria-pressed]="pressed().has(chip.value)"
          (click)="toggle(chip.value)"
        >
          {{ chip.label }}
          @if (chip.count !== undefined) {
            <span class="tn">{{ chip.count }}</span>
          }
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
export class OkChips {
  readonly label = input.required<string>();
  readonly chips = input.required<readonly Chip[]>();
  readonly many = input(false);
  readonly selected = model<readonly string[]>([]);

  protected readonly pressed = computed(() => new Set(this.selected()));

  protected toggle(value: string): void {
    const rest = this.selected().filter((one) => one !== value);
    const wasOn = rest.length < this.selected().length;
    this.selected.set(wasOn ? rest : this.many() ? [...rest, value] : [value]);
  }
}
