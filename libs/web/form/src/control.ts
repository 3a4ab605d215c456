import { Component, computed, input, output } from '@angular/core';
import { optionsOf, type ColumnDefinition, type FormContext } from '@okno/shared/form-schema';
import {
  OkChecks,
  OkCombobox,
  OkDateInput,
  OkInput,
  OkNumberInput,
  OkPeriodInput,
  OkRadios,
  OkSelect,
  OkTextArea,
  injectSay,
  injectTexts,
  type Choice,
} from '@okno/web/ui';

import { asList, asNumber, asPeriod, asText, asYesNo } from './answer-value';
import { OkOrgInput } from './org-input';

/** How an identifier is typed: keyboard of a phone, and what the browser may fill in. */
const TYPING = {
  person: { type: 'text', mode: 'text', fill: 'name' },
  phone: { type: 'tel', mode: 'tel', fill: 'tel' },
  email: { type: 'email', mode: 'email', fill: 'email' },
  url: { type: 'url', mode: 'url', fill: 'url' },
  inn: { type: 'text', mode: 'numeric', fill: 'off' },
  ogrn: { type: 'text', mode: 'numeric', fill: 'off' },
  kpp: { type: 'text', mode: 'numeric', fill: 'off' },
  okved: { type: 'text', mode: 'decimal', fill: 'off' },
  okpd2: { type: 'text', mode: 'decimal', fill: 'off' },
  bik: { type: 'text', mode: 'numeric', fill: 'off' },
  account: { type: 'text', mode: 'numeric', fill: 'off' },
  text: { type: 'text', mode: 'text', fill: 'off' },
} as const;

const isTyped = (type: string): type is keyof typeof TYPING => type in TYPING;
const MAX_RADIOS = 5;

/** The control of one question or one cell, by the type of its field. */
@Component({
  selector: 'ok-form-control',
  imports: [
    OkChecks,
    OkCombobox,
    OkDateInput,
    OkInput,
    OkNumberInput,
    OkOrgInput,
    OkPeriodInput,
    OkRadios,
    OkSelect,
    OkTextArea,
  ],
  templateUrl: './control.html',
  styles: `
    :host {
      display: block;
    }
  `,
})
export class OkFormControl {
  private readonly say = injectSay();
  private readonly t = injectTexts();

  readonly field = input.required<ColumnDefinition>();
  readonly value = input<unknown>();
  readonly context = input.required<FormContext>();
  readonly disabled = input(false);
  /** Whether it stands in a table: no label of its own, little room. */
  readonly compact = input(false);
  readonly ariaLabel = input('');
  /** The new value; null clears the answer. */
  readonly edit = output<unknown>();
  readonly touch = output();
  readonly unreadable = output<boolean>();

  protected readonly text = computed(() => asText(this.value()));
  protected readonly number = computed(() => asNumber(this.value()));
  protected readonly list = computed(() => asList(this.value()));
  protected readonly period = computed(() => asPeriod(this.value()));
  protected readonly ticked = computed(() => this.value() === true);
  protected readonly yesNo = computed(() => asYesNo(this.value()));

  /** Which part of the template draws it. */
  protected readonly kind = computed(() => {
    const field = this.field();
    switch (field.type) {
      case 'enum':
        return this.compact() || this.choices().length > MAX_RADIOS ? 'select' : 'radios';
      case 'text':
        return field.suggest ? 'suggest' : 'typed';
      case 'int':
      case 'decimal':
      case 'money':
      case 'bp':
        return 'number';
      case 'bool':
        return !this.compact()
          ? 'yesno'
          : field.required && !field.mustBeTrue
            ? 'yesnolist'
            : 'bool';
      case 'longtext':
      case 'multi':
      case 'date':
      case 'period':
      case 'org':
        return field.type;
      default:
        return 'typed';
    }
  });

  protected readonly typing = computed(() => {
    const { type } = this.field();
    return isTyped(type) ? TYPING[type] : TYPING.text;
  });
  protected readonly numberKind = computed(() => {
    const { type } = this.field();
    return type === 'money' || type === 'bp' || type === 'decimal' ? type : 'int';
  });
  protected readonly limits = computed(() => {
    const field = this.field();
    return field.type === 'longtext'
      ? { min: field.minLength, max: field.maxLength }
      : { min: undefined, max: undefined };
  });
  protected readonly onlyListed = computed(() => {
    const field = this.field();
    return field.type === 'org' && field.onlyListed === true;
  });

  protected readonly choices = computed<readonly Choice[]>(() => {
    const field = this.field();
    const source =
      field.type === 'org' ? field.source : field.type === 'text' ? field.suggest : undefined;
    const list = 'options' in field ? field.options : source === undefined ? [] : { source };
    return (optionsOf(list, this.context()) ?? []).map(({ value, label }) => ({
      value,
      label: this.say(label),
    }));
  });

  /** "No" is an answer of its own: an unticked box could not tell it from none. */
  protected readonly yesNoChoices = computed<readonly Choice[]>(() => [
    { value: 'yes', label: this.t('form.yes') },
    { value: 'no', label: this.t('form.no') },
  ]);

  /** Suggested texts: the label itself is the answer. */
  protected readonly suggestions = computed(() =>
    this.choices()
      .filter(({ label }) => label.toLowerCase().includes(this.text().trim().toLowerCase()))
      .slice(0, 20)
      .map(({ label }) => ({ value: label, label })),
  );

  protected putYesNo(chosen: string | null): void {
    this.edit.emit(chosen === null ? null : chosen === 'yes');
  }

  protected putText(text: string): void {
    this.edit.emit(text === '' ? null : text);
  }

  protected putList(values: readonly string[]): void {
    this.edit.emit(values.length > 0 ? values : null);
  }
}
