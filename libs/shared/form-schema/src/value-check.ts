import { isLocalDate } from '@okno/shared/work-calendar';
import { isArray, isBlank, isRecord, read } from './answers';
import type { FormContext } from './context';
import type {
  BoolField,
  ChoiceField,
  ColumnDefinition,
  IdentifierField,
  MultiField,
  NumberField,
  Option,
  OptionList,
  OrgField,
  TextField,
} from './definition';
import { identifierFault } from './identifier-check';
import { ISO_DATE, MANY_LINES, ONE_LINE, matches } from './patterns';
import { problemAt, type Problem } from './problem';

export const MAX_ORG_NAME = 500;

/** What a value check may look at besides the value. */
export type CheckContext = Pick<FormContext, 'options'>;

/** The options of a list, or undefined when its source was not given. */
export function optionsOf(list: OptionList, context: CheckContext): readonly Option[] | undefined {
  if (!('source' in list)) {
    return list;
  }
  const options = context.options ?? {};
  return Object.hasOwn(options, list.source) ? options[list.source] : undefined;
}

/** What is wrong with a value that is not blank, all but tables. */
export function checkValue(
  field: ColumnDefinition,
  value: unknown,
  path: string,
  context: CheckContext,
): readonly Problem[] {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return checkText(field, value, path);
    case 'int':
    case 'money':
    case 'bp':
    case 'decimal':
      return checkNumber(field, value, path);
    case 'date':
      return checkDate(value, path);
    case 'period':
      return checkPeriod(value, path);
    case 'enum':
      return checkChoice(field, value, path, context);
    case 'multi':
      return checkMulti(field, value, path, context);
    case 'bool':
      return checkBool(field, value, path);
    case 'org':
      return checkOrg(field, value, path, context);
    default:
      return checkIdentifier(field, value, path);
  }
}

function wrongType(path: string, expected: string): readonly Problem[] {
  return [problemAt(path, 'WRONG_TYPE', { expected })];
}

function checkText(field: TextField, value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'string') {
    return wrongType(path, field.type);
  }
  const actual = characters(value);
  const min = field.minLength ?? 0;
  if (actual > field.maxLength) {
    return [problemAt(path, 'TEXT_TOO_LONG', { max: field.maxLength, actual })];
  }
  if (!matches(field.type === 'text' ? ONE_LINE : MANY_LINES, value)) {
    return [problemAt(path, 'TEXT_CHARACTERS')];
  }
  return actual < min ? [problemAt(path, 'TEXT_TOO_SHORT', { min, actual })] : [];
}

/** Characters as a person counts them: a pair of UTF-16 is one. */
function characters(text: string): number {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** The least and greatest value a number field accepts when it does not say. */
export function numberBounds(field: NumberField): { min: number; max: number } {
  const widest = Number.MAX_SAFE_INTEGER;
  return {
    min: field.min ?? (field.type === 'int' || field.type === 'decimal' ? -widest : 0),
    max: field.max ?? (field.type === 'bp' ? 10_000 : widest),
  };
}

function checkNumber(field: NumberField, value: unknown, path: string): readonly Problem[] {
  const fits =
    typeof value === 'number' &&
    (field.type === 'decimal' ? Number.isFinite(value) : Number.isSafeInteger(value));
  if (!fits) {
    return wrongType(path, field.type);
  }
  const { min, max } = numberBounds(field);
  if (value < min) {
    return [problemAt(path, 'NUMBER_TOO_SMALL', { min, actual: value })];
  }
  if (value > max) {
    return [problemAt(path, 'NUMBER_TOO_LARGE', { max, actual: value })];
  }
  return field.type === 'decimal' && Number(value.toFixed(3)) !== value
    ? [problemAt(path, 'DECIMAL_PLACES', { max: 3 })]
    : [];
}

function checkDate(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'string') {
    return wrongType(path, 'date');
  }
  if (!matches(ISO_DATE, value)) {
    return [problemAt(path, 'DATE_FORMAT')];
  }
  return isLocalDate(value) ? [] : [problemAt(path, 'DATE_UNKNOWN', { date: value })];
}

function checkPeriod(value: unknown, path: string): readonly Problem[] {
  if (!isRecord(value)) {
    return wrongType(path, 'period');
  }
  const ends = ['from', 'to'] as const;
  const problems = ends.flatMap((end) => {
    const date = read(value, end);
    return isBlank(date)
      ? [problemAt(`${path}.${end}`, 'REQUIRED')]
      : checkDate(date, `${path}.${end}`);
  });
  const unknown = unknownKeys(value, ends, path);
  const from = read(value, 'from');
  const to = read(value, 'to');
  if (problems.length > 0 || typeof from !== 'string' || typeof to !== 'string') {
    return [...problems, ...unknown];
  }
  return from > to ? [problemAt(path, 'PERIOD_REVERSED', { from, to }), ...unknown] : unknown;
}

function checkChoice(
  field: ChoiceField,
  value: unknown,
  path: string,
  context: CheckContext,
): readonly Problem[] {
  if (typeof value !== 'string') {
    return wrongType(path, 'enum');
  }
  return checkListed(field.options, value, path, context, 'OPTION_UNKNOWN');
}

function checkListed(
  list: OptionList,
  value: string,
  path: string,
  context: CheckContext,
  code: 'OPTION_UNKNOWN' | 'ORG_NOT_LISTED',
): readonly Problem[] {
  const options = optionsOf(list, context);
  if (!options) {
    return [
      problemAt(path, 'OPTIONS_UNAVAILABLE', { source: 'source' in list ? list.source : '' }),
    ];
  }
  return options.some((option) => option.value === value) ? [] : [problemAt(path, code, { value })];
}

function checkMulti(
  field: MultiField,
  value: unknown,
  path: string,
  context: CheckContext,
): readonly Problem[] {
  if (!isArray(value)) {
    return wrongType(path, 'multi');
  }
  const { minItems: min = 0, maxItems: max = MAX_CHOICES } = field;
  if (value.length > max) {
    return [problemAt(path, 'TOO_MANY_CHOICES', { max, actual: value.length })];
  }
  const wrong = value.flatMap((one, i) =>
    typeof one === 'string'
      ? checkListed(field.options, one, `${path}[${i}]`, context, 'OPTION_UNKNOWN')
      : wrongType(`${path}[${i}]`, 'enum'),
  );
  if (wrong.length > 0) {
    return wrong;
  }
  if (new Set(value).size < value.length) {
    return [problemAt(path, 'OPTION_REPEATED')];
  }
  return value.length < min
    ? [problemAt(path, 'TOO_FEW_CHOICES', { min, actual: value.length })]
    : [];
}

/** Choices of a `multi` field that names no maximum. */
export const MAX_CHOICES = 200;

function checkBool(field: BoolField, value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'boolean') {
    return wrongType(path, 'bool');
  }
  return field.mustBeTrue && !value ? [problemAt(path, 'MUST_BE_TRUE')] : [];
}

function checkOrg(
  field: OrgField,
  value: unknown,
  path: string,
  context: CheckContext,
): readonly Problem[] {
  if (!isRecord(value)) {
    return wrongType(path, 'org');
  }
  const inn = read(value, 'inn');
  const ref = read(value, 'ref');
  return [
    ...checkOrgName(read(value, 'name'), `${path}.name`),
    ...(isBlank(inn) ? [] : checkIdentifier({ ...field, type: 'inn' }, inn, `${path}.inn`)),
    ...checkOrgRef(field, ref, `${path}.ref`, context),
    ...unknownKeys(value, ['name', 'inn', 'ref'], path),
  ];
}

function checkOrgName(name: unknown, path: string): readonly Problem[] {
  return isBlank(name)
    ? [problemAt(path, 'REQUIRED')]
    : checkText({ key: '', type: 'text', label: NO_LABEL, maxLength: MAX_ORG_NAME }, name, path);
}

const NO_LABEL = { ru: '', en: '' };

function checkOrgRef(
  field: OrgField,
  ref: unknown,
  path: string,
  context: CheckContext,
): readonly Problem[] {
  if (isBlank(ref)) {
    return field.onlyListed ? [problemAt(path, 'REQUIRED')] : [];
  }
  if (typeof ref !== 'string') {
    return wrongType(path, 'text');
  }
  const list = field.source === undefined ? [] : { source: field.source };
  return checkListed(list, ref, path, context, 'ORG_NOT_LISTED');
}

function checkIdentifier(field: IdentifierField, value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'string') {
    return wrongType(path, field.type);
  }
  const fault = identifierFault(field.type, value);
  if (!fault) {
    return [];
  }
  const problem = problemAt(path, fault.code);
  return [fault.outside ? { ...problem, outside: true } : problem];
}

/** Keys nobody asked for. */
export function unknownKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: string,
): readonly Problem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => problemAt(path === '' ? key : `${path}.${key}`, 'UNKNOWN_FIELD'));
}
