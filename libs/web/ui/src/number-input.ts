import {
  Component,
  ElementRef,
  computed,
  input,
  linkedSignal,
  model,
  output,
  viewChild,
} from '@angular/core';
import { formatKopecks, parseRoubles } from '@okno/shared/money';

import { OkInput } from './field';
import { injectTexts } from './texts';

/** `money` is whole kopecks, `bp` whole basis points shown as percent, `decimal` has up to three decimals. */
export type NumberKind = 'int' | 'decimal' | 'money' | 'bp';

/** Reads what a person typed: spaces group, a comma or a point is the decimal mark. Undefined: not a number. */
export function readNumber(kind: NumberKind, typed: string): number | null | undefined {
  const text = typed.replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.');
  if (text === '') {
    return null;
  }
  if (kind === 'money') {
    const money = parseRoubles(typed);
    return money.ok ? money.value : undefined;
  }
  const shape = {
    int: /^-?\d{1,15}$/,
    decimal: /^-?\d{1,12}(\.\d{1,3})?$/,
    bp: /^\d{1,5}(\.\d{1,2})?$/,
  }[kind];
  if (!shape.test(text)) {
    return undefined;
  }
  return kind === 'bp' ? Math.round(Number(text) * 100) : Number(text);
}

/** Prints a number for editing: grouped in threes, without the unit, which stands beside the field. */
export function writeNumber(kind: NumberKind, value: number | null): string {
  if (value === null) {
    return '';
  }
  if (kind === 'money') {
    return formatKopecks(value).replace(/\u00a0₽$/, '');
  }
  const [whole = '', rest] = String(kind === 'bp' ? value / 100 : value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return rest ? `${grouped},${rest}` : grouped;
}

/** A native text input for whole numbers, decimals, money and percent. Fits `[(value)]` and signal forms. */
@Component({
  selector: 'ok-number-input',
  imports: [OkInput],
  template: `
    <span class="wrap">
      <input
        #box
        okInput
        class="tn"
        type="text"
        autocomplete="off"
        [inputMode]="kind() === 'int' ? 'numeric' : 'decimal'"
        [value]="text()"
        [disabled]="disabled()"
        [attr.aria-label]="ariaLabel() || null"
        [attr.placeholder]="placeholder() || null"
        (input)="read(box.value)"
        (blur)="settle()"
      />
      @if (unit(); as sign) {
        <span class="unit" aria-hidden="true">{{ sign }}</span>
      }
    </span>
  `,
  styles: `
    :host {
      display: block;
    }
    .wrap {
      position: relative;
      display: block;
    }
    .unit {
      position: absolute;
      right: 12px;
      top: 50%;
      translate: 0 -50%;
      color: var(--ok-on-surface-variant);
      pointer-events: none;
    }
    .wrap:has(.unit) input {
      padding-right: 34px;
    }
  `,
})
export class OkNumberInput {
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly t = injectTexts();

  readonly kind = input<NumberKind>('int');
  readonly value = model<number | null>(null);
  readonly disabled = input(false);
  readonly placeholder = input('');
  /** Only where no label stands above: in a table. */
  readonly ariaLabel = input('');
  /** Whether the unit is drawn inside; a table has it in its head. */
  readonly withUnit = input(true);
  /** What is typed is not a number: the value keeps its last state and the form shows why. */
  readonly unreadable = output<boolean>();
  /** The person left the field. */
  readonly touch = output();

  protected readonly text = linkedSignal(() => writeNumber(this.kind(), this.value()));
  protected readonly unit = computed(() => {
    const sign = { money: '₽', bp: '%', int: '', decimal: '' }[this.kind()];
    return this.withUnit() ? sign : '';
  });

  /** For signal forms and for links to the field. */
  focus(): void {
    this.box().nativeElement.focus();
  }

  protected read(typed: string): void {
    const number = readNumber(this.kind(), typed);
    this.unreadable.emit(number === undefined);
    if (number !== undefined && number !== this.value()) {
      this.value.set(number);
    }
    // The text stays as typed until the field is left: rewriting it would move the caret.
    this.text.set(typed);
  }

  protected settle(): void {
    if (readNumber(this.kind(), this.text()) !== undefined) {
      this.text.set(writeNumber(this.kind(), this.value()));
    }
    this.touch.emit();
  }
}
