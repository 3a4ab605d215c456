import {
  optionsOf,
  type ColumnDefinition,
  type FieldDefinition,
  type FormContext,
} from '@okno/shared/form-schema';
import { formatKopecks, formatShare } from '@okno/shared/money';

type Language = 'ru' | 'en';
type Options = Pick<FormContext, 'options'>;

const NONE = '—';
const YES = { ru: 'Да', en: 'Yes' } as const;
const NO = { ru: 'Нет', en: 'No' } as const;

/** An answer as words on paper. A table is printed row by row, one a line. */
export function printAnswer(
  field: FieldDefinition,
  value: unknown,
  context: Options,
  lang: Language,
): string {
  if (field.type !== 'table') {
    return printCell(field, value, context, lang);
  }
  const rows = listOf(value).map((row) =>
    field.columns
      .map((column) => printCell(column, partOf(row, column.key), context, lang))
      .join(' · '),
  );
  return rows.join('\n') || NONE;
}

function printCell(
  field: ColumnDefinition,
  value: unknown,
  context: Options,
  lang: Language,
): string {
  if (value === undefined || value === null || value === '') {
    return NONE;
  }
  switch (typeof value) {
    case 'number':
      return printNumber(field, value, lang);
    case 'boolean':
      return (value ? YES : NO)[lang];
    case 'string':
      return printText(field, value, context, lang);
    default:
      return printObject(field, value, context, lang);
  }
}

function printNumber(field: ColumnDefinition, value: number, lang: Language): string {
  if (field.type === 'money') {
    return formatKopecks(value, lang);
  }
  return field.type === 'bp'
    ? formatShare(value, lang)
    : new Intl.NumberFormat(lang === 'ru' ? 'ru' : 'en-GB').format(value);
}

function printText(
  field: ColumnDefinition,
  value: string,
  context: Options,
  lang: Language,
): string {
  if (field.type === 'date') {
    return printDay(value);
  }
  const known = 'options' in field ? (optionsOf(field.options, context) ?? []) : [];
  return known.find((option) => option.value === value)?.label[lang] ?? value;
}

function printObject(
  field: ColumnDefinition,
  value: unknown,
  context: Options,
  lang: Language,
): string {
  if (Array.isArray(value)) {
    const texts = listOf(value).filter((one) => typeof one === 'string');
    return texts.map((one) => printText(field, one, context, lang)).join(', ') || NONE;
  }
  if (field.type === 'period') {
    return [partOf(value, 'from'), partOf(value, 'to')]
      .map((day) => (typeof day === 'string' ? printDay(day) : '…'))
      .join(' – ');
  }
  const [name, inn] = [partOf(value, 'name'), partOf(value, 'inn')];
  return [name, inn].filter((one) => typeof one === 'string').join(', ') || NONE;
}

/** `DD.MM.YYYY`; what is no date stays as it is. */
function printDay(value: string): string {
  const [year, month, day] = value.split('-');
  return year && month && day ? `${day}.${month}.${year}` : value;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
