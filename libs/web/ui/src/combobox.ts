import { Component, computed, input, linkedSignal, model, output, signal } from '@angular/core';
import { Combobox, ComboboxPopup, ComboboxWidget } from '@angular/aria/combobox';
import { Listbox, Option } from '@angular/aria/listbox';

import type { Choice } from './choices';
import { OkInput } from './field';
import { injectTexts } from './texts';

/**
 * A text input with a list to pick from. The parent filters: it hears `searched` and gives `options`.
 * With `free` any text is an answer; otherwise only a picked option is.
 */
@Component({
  selector: 'ok-combobox',
  imports: [Combobox, ComboboxPopup, ComboboxWidget, Listbox, OkInput, Option],
  template: `
    <input
      okInput
      ngCombobox
      #combobox="ngCombobox"
      type="text"
      autocomplete="off"
      [value]="text()"
      (valueChange)="type($event)"
      [(expanded)]="open"
      [disabled]="disabled()"
      [attr.aria-label]="ariaLabel() || null"
      (blur)="settle()"
    />
    <ng-template ngComboboxPopup [combobox]="combobox">
      <ul
        ngComboboxWidget
        ngListbox
        #list="ngListbox"
        class="list"
        focusMode="activedescendant"
        selectionMode="explicit"
        [attr.aria-label]="ariaLabel() || t('ui.combobox.options')"
        [activeDescendant]="list.activeDescendant()"
        [value]="picked()"
        (valueChange)="pick($event)"
      >
        @for (option of options(); track option.value) {
          <li ngOption [value]="option.value" [label]="option.label">
            {{ option.label }}
            @if (option.hint) {
              <small class="sm muted">{{ option.hint }}</small>
            }
          </li>
        } @empty {
          <li class="none muted" role="option" aria-disabled="true" aria-selected="false">
            {{ t('ui.combobox.nothing') }}
          </li>
        }
      </ul>
    </ng-template>
  `,
  styleUrl: './combobox.css',
})
export class OkCombobox {
  protected readonly t = injectTexts();

  readonly options = input.required<readonly Choice[]>();
  /** The picked option's value, or the typed text where `free`. */
  readonly value = model<string | null>(null);
  /** What the value is called, when it is not among the options now. */
  readonly valueLabel = input('');
  readonly free = input(false);
  readonly disabled = input(false);
  readonly ariaLabel = input('');
  readonly searched = output<string>();
  readonly touch = output();

  protected readonly open = signal(false);
  protected readonly text = linkedSignal(() => this.labelOf(this.value()));
  protected readonly picked = computed(() => {
    const value = this.value();
    return value === null ? [] : [value];
  });

  protected type(text: string): void {
    if (text === this.text()) {
      return;
    }
    this.text.set(text);
    this.searched.emit(text);
    if (this.free()) {
      this.value.set(text.trim() || null);
    }
  }

  protected pick(values: readonly string[]): void {
    const [value] = values;
    if (value === undefined) {
      return;
    }
    this.value.set(value);
    this.text.set(this.labelOf(value));
    this.open.set(false);
  }

  /** Text that is not an option does not pretend to be an answer. */
  protected settle(): void {
    if (!this.free()) {
      if (this.text().trim() === '') {
        this.value.set(null);
      }
      this.text.set(this.labelOf(this.value()));
    }
    this.touch.emit();
  }

  private labelOf(value: string | null): string {
    if (value === null) {
      return '';
    }
    return (
      this.options().find((option) => option.value === value)?.label ?? (this.valueLabel() || value)
    );
  }
}
