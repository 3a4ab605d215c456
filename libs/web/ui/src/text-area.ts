import { Component, computed, input, model, output } from '@angular/core';

import { OkInput } from './field';
import { injectTexts } from './texts';

/** A native textarea that grows with the text and counts what is left near the limit. */
@Component({
  selector: 'ok-text-area',
  imports: [OkInput],
  template: `
    <textarea
      #box
      okInput
      [rows]="rows()"
      [value]="value()"
      [disabled]="disabled()"
      [attr.aria-label]="ariaLabel() || null"
      (input)="value.set(box.value)"
      (blur)="touch.emit()"
    ></textarea>
    @if (counter(); as text) {
      <p class="xs muted" aria-live="polite">{{ text }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    textarea {
      field-sizing: content;
      min-height: calc(var(--ctl-h) + 24px);
    }
    p {
      margin-top: 4px;
      text-align: right;
    }
  `,
})
export class OkTextArea {
  private readonly t = injectTexts();

  readonly value = model('');
  readonly rows = input(3);
  readonly disabled = input(false);
  readonly ariaLabel = input('');
  readonly minLength = input<number | undefined>(undefined);
  readonly maxLength = input<number | undefined>(undefined);
  readonly touch = output();

  protected readonly counter = computed(() => {
    const length = [...this.value().trim()].length;
    const [min, max] = [this.minLength(), this.maxLength()];
    if (min !== undefined && length > 0 && length < min) {
      return this.t('ui.text.more', { count: min - length });
    }
    // A counter from the first letter on is noise; near the limit it is help.
    if (max !== undefined && length > max * 0.8) {
      return length > max
        ? this.t('ui.text.over', { count: length - max })
        : this.t('ui.text.left', { count: max - length });
    }
    return '';
  });
}
