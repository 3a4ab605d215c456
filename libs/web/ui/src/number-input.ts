import {
  Component,
  ElementRef,
  computed,
  inject,
  input,
  linkedSignal,
  model,
  output,
  viewChild,
} from '@angular/core';
import { formatKopecks, parseRoubles } from '@okno/shared/money';

import { OkInput } from './field';
import { formatNumber } from './message';
import { injectTexts, LoadedTexts } from './texts';

/** `money` is whole kopecks, `bp` whole basis points shown as percent, `decimal` has up to three decimals. */
export type NumberKind = 'int' | 'decimal' | 'money' | 'bp';

/** A comma of English that groups thousands; any other is somebody's decimal mark. */
const GROUPING = /(?<=\d),(?=\d{3}(?!\d))/g;

/**
 * Reads what a person typed: spaces group, a comma or a point is the decimal mark; in English a comma before three
 * digits groups. Undefined: not a number.
 */
export function readNumber(
  kind: NumberKind,
  written: string,
  lang: string,
): number | null | undefined {
  const typed = lang === 'en' ? written.replace(GROUPING, '') : written;
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

/** Prints a number for editing: grouped as its language groups, without the unit, which stands beside the field. */
export function writeNumber(kind: NumberKind, value: number | null, lang: string): string {
  if (value === null) {
    return '';
  }
  if (kind === 'money') {
    return formatKopecks(value, lang === 'en' ? 'en' : 'ru').replace(/\u00a0₽$/, '');
  }
  return formatNumber(kind === 'bp' ? value / 100 : value, lang, 3);
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
  private readonly lang = inject(LoadedTexts).lang;
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

  protected readonly text = linkedSignal(() => writeNumber(this.kind(), this.value(), this.lang()));
  protected readonly unit = computed(() => {
    const sign = { money: '₽', bp: '%', int: '', decimal: '' }[this.kind()];
    return this.withUnit() ? sign : '';
  });

  /** For signal forms and for links to the field. */
  focus(): void {
    this.box().nativeElement.focus();
  }

  protected read(typed: string): void {
    const number = readNumber(this.kind(), typed, this.lang());
    this.unreadable.emit(number === undefined);
    if (number !== undefined && number !== this.value()) {
      this.value.set(number);
    }
    // The text stays as typed until the field is left: rewriting it would move the caret.
    this.text.set(typed);
  }

  protected settle(): void {
    if (readNumber(this.kind(), this.text(), this.lang()) !== undefined) {
      this.text.set(writeNumber(this.kind(), this.value(), this.lang()));
    }
    this.touch.emit();
  }
}
