import {
  optionsOf,
  type ColumnDefinition,
  type FieldDefinition,
  type FormContext,
} from '@okno/shared/form-schema';
import { injectFormats, injectSay, injectTexts } from '@okno/web/ui';

import { asList, asOrg, asPeriod, asRows, asText } from './answer-value';

/** Prints an answer for reading: in a locked field, in a choice between two edits, beside a remark. */
export type AnswerText = (
  field: FieldDefinition,
  value: unknown,
  context: Pick<FormContext, 'options'>,
) => string;

/** Printers of the single kinds of answer. */
function injectPrinters() {
  const t = injectTexts();
  const say = injectSay();
  const formats = injectFormats();

  const choice = (
    field: ColumnDefinition,
    value: string,
    context: Pick<FormContext, 'options'>,
  ): string => {
    const list = 'options' in field ? (optionsOf(field.options, context) ?? []) : [];
    const found = list.find((option) => option.value === value);
    return found ? say(found.label) : value;
  };

  const number = (field: ColumnDefinition, value: number): string => {
    if (field.type === 'money') {
      return formats().money(value);
    }
    if (field.type === 'bp') {
      // «Доля продаж, %» has its unit already.
      const named = say(field.label).endsWith('%');
      return named ? formats().number(value / 100) : formats().share(value);
    }
    return formats().number(value);
  };

  const period = (value: unknown): string => {
    const { from, to } = asPeriod(value) ?? {};
    return [from, to].map((day) => (day ? formats().date(day) : '…')).join(' – ');
  };

  const org = (value: unknown): string => {
    const { name, inn } = asOrg(value);
    return [name, inn && `${t('form.org.inn')} ${inn}`].filter(Boolean).join(', ');
  };

  return { choice, number, period, org };
}

/** The printer for the current language. A table is printed row by row, one a line. */
export function injectAnswerText(): AnswerText {
  const t = injectTexts();
  const formats = injectFormats();

  const { choice, number, period, org } = injectPrinters();

  const one = (
    field: ColumnDefinition,
    value: unknown,
    context: Pick<FormContext, 'options'>,
  ): string => {
    if (value === null || value === undefined || value === '') {
      return '—';
    }
    if (typeof value === 'number') {
      return number(field, value);
    }
    if (typeof value === 'boolean') {
      return t(value ? 'form.yes' : 'form.no');
    }
    switch (field.type) {
      case 'enum':
        return choice(field, asText(value), context);
      case 'multi':
        return asList(value)
          .map((item) => choice(field, item, context))
          .join(', ');
      case 'date':
        return formats().date(asText(value));
      case 'period':
        return period(value);
      case 'org':
        return org(value);
      default:
        return asText(value);
    }
  };

  return (field, value, context) =>
    field.type === 'table'
      ? asRows(value)
          .map((row) =>
            field.columns.map((column) => one(column, row[column.key], context)).join(' · '),
          )
          .join('\n') || '—'
      : one(field, value, context);
}
