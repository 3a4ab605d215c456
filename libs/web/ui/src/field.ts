import { Component, Directive, computed, inject, input } from '@angular/core';

import { OkIcon } from './icon';
import { injectTexts } from './texts';

let last = 0;

/** A fresh id for elements that have to point at each other. */
export function nextId(prefix: string): string {
  last += 1;
  return `${prefix}-${last}`;
}

/**
 * A question with its label above, hint under it, and the error between hint and control.
 * The control inside carries `okInput`; a set of radios or checkboxes needs `group`.
 */
@Component({
  selector: 'ok-field',
  imports: [OkIcon],
  template: `
    <div
      [class]="error() ? 'field err' : 'field'"
      [attr.role]="group() ? 'group' : null"
      [attr.id]="group() ? controlId() : null"
      [attr.tabindex]="group() ? -1 : null"
      [attr.aria-labelledby]="group() ? labelId() : null"
      [attr.aria-describedby]="group() ? describedBy() : null"
    >
      @if (group()) {
        <span class="lbl" [id]="labelId()"
          >{{ label() }}
          @if (note(); as text) {
            <span class="req">{{ text }}</span>
          }
        </span>
      } @else {
        <label [for]="controlId()"
          >{{ label() }}
          @if (note(); as text) {
            <span class="req">{{ text }}</span>
          }
        </label>
      }
      @if (hint(); as text) {
        <p class="hint" [id]="controlId() + '-hint'">{{ text }}</p>
      }
      @if (error(); as text) {
        <p class="emsg" [id]="controlId() + '-error'">
          <ok-icon name="circle-alert" />
          <span
            ><span class="vh">{{ t('ui.field.error') }}</span> {{ text }}</span
          >
        </p>
      }
      <ng-content />
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkField {
  protected readonly t = injectTexts();
  private readonly ownId = nextId('ok-field');

  readonly label = input.required<string>();
  readonly hint = input('');
  readonly error = input('');
  readonly required = input(false);
  /** Whether the question may be left empty and says so. */
  readonly optional = input(false);
  /** Whether several controls answer one question. */
  readonly group = input(false);
  /** Id of the control; give one where a link must lead to it. */
  readonly fieldId = input('');

  /** For the control inside. */
  readonly controlId = computed(() => this.fieldId() || this.ownId);
  readonly describedBy = computed(() => {
    const ids = [
      this.hint() ? `${this.controlId()}-hint` : '',
      this.error() ? `${this.controlId()}-error` : '',
    ];
    return ids.filter(Boolean).join(' ') || null;
  });

  protected readonly labelId = computed(() => `${this.controlId()}-label`);
  protected readonly note = computed(() => this.mark());

  protected mark(): string {
    if (this.required()) {
      return this.t('ui.field.required');
    }
    return this.optional() ? this.t('ui.field.optional') : '';
  }
}

/** Makes a native control ours: the look, the id its label points at, hint and error for screen readers. */
@Directive({
  selector: 'input[okInput], select[okInput], textarea[okInput]',
  host: {
    class: 'inp',
    '[attr.id]': 'id()',
    '[attr.aria-describedby]': 'describedBy()',
    '[attr.aria-invalid]': 'invalid()',
    '[attr.aria-required]': 'required()',
  },
})
export class OkInput {
  private readonly field = inject(OkField, { optional: true });

  protected readonly id = computed(() =>
    this.field?.group() ? null : (this.field?.controlId() ?? null),
  );
  protected readonly describedBy = computed(() => this.field?.describedBy() ?? null);
  protected readonly invalid = computed(() => (this.field?.error() ? 'true' : null));
  protected readonly required = computed(() => (this.field?.required() ? 'true' : null));
}
