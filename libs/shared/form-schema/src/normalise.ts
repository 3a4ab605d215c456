import { isArray, isBlank, isRecord, type Answers } from './answers';
import {
  IDENTIFIER_TYPES,
  type ColumnDefinition,
  type FieldDefinition,
  type FormDefinition,
  type IdentifierField,
  type TableField,
} from './definition';
import { fieldsByKey } from './field-index';
import { normalIdentifier } from './identifier-check';
import { problemAt, type Problem } from './problem';

export interface Normalised {
  readonly answers: Answers;
  readonly problems: readonly Problem[];
}

/**
 * The answers in the form they are stored in: texts trimmed and in Unicode NFC without control characters, identifiers in
 * their normal form (phone E.164, e-mail domain in lower case), blank ones left out. What is not a field or has the wrong type is
 * reported and left out, so the result can always be stored. Doing it twice changes nothing. Never throws.
 */
export function normalise(definition: FormDefinition, answers: unknown): Normalised {
  if (!isRecord(answers)) {
    return { answers: {}, problems: [problemAt('', 'ANSWERS_NOT_OBJECT')] };
  }
  const problems: Problem[] = [];
  const normal = normaliseRecord(answers, fieldsByKey(definition), '', problems);
  return { answers: normal, problems };
}

/** One value as its field stores it, as far as it can. */
export function normaliseField(field: FieldDefinition, value: unknown): unknown {
  return isBlank(value) ? undefined : normaliseValue(field, value, field.key, []);
}

function normaliseRecord(
  record: Answers,
  fields: ReadonlyMap<string, FieldDefinition>,
  prefix: string,
  problems: Problem[],
): Answers {
  const entries = Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
    const path = prefix + key;
    const field = fields.get(key);
    if (!field) {
      problems.push(problemAt(path, 'UNKNOWN_FIELD'));
      return [];
    }
    const normal = isBlank(value) ? undefined : normaliseValue(field, value, path, problems);
    return isBlank(normal) ? [] : [[key, normal]];
  });
  return Object.fromEntries(entries);
}

function normaliseValue(
  field: FieldDefinition,
  value: unknown,
  path: string,
  problems: Problem[],
): unknown {
  switch (field.type) {
    case 'table':
      return normaliseTable(field, value, path, problems);
    case 'int':
    case 'money':
    case 'bp':
    case 'decimal':
      return typeof value === 'number' && fitsNumber(field.type, value)
        ? value + 0 // -0 becomes 0
        : wrongType(path, field.type, problems);
    case 'bool':
      return typeof value === 'boolean' ? value : wrongType(path, 'bool', problems);
    case 'multi':
      return normaliseMulti(value, path, problems);
    case 'period':
      return normaliseParts(value, ['from', 'to'], path, 'period', problems);
    case 'org':
      return normaliseOrg(value, path, problems);
    default:
      return typeof value === 'string'
        ? normaliseString(field, value)
        : wrongType(path, field.type, problems);
  }
}

function fitsNumber(type: string, value: number): boolean {
  return type === 'decimal' ? Number.isFinite(value) : Number.isSafeInteger(value);
}

function wrongType(path: string, expected: string, problems: Problem[]): undefined {
  problems.push(problemAt(path, 'WRONG_TYPE', { expected }));
  return undefined;
}

function normaliseString(field: ColumnDefinition, value: string): string {
  if (field.type === 'longtext') {
    return cleaned(value.replace(/\r\n?/gu, '\n'));
  }
  const line = cleaned(value.replace(/[\r\n\t]+/gu, ' '));
  return isIdentifier(field) ? normalIdentifier(field.type, line) : line;
}

function isIdentifier(field: ColumnDefinition): field is IdentifierField {
  return IDENTIFIER_TYPES.some((type) => type === field.type);
}

/** NFC, no-break spaces as spaces, no control characters (they come with text copied from PDF), no outer spaces. */
function cleaned(text: string): string {
  return text.replace(UNWRITABLE, '').normalize('NFC').replaceAll('\u00A0', ' ').trim();
}

/** Control characters but line feed and tab, and halves of pairs whose other half is lost. */

const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\u007F\p{Cs}]/gu;

function normaliseMulti(value: unknown, path: string, problems: Problem[]): unknown {
  if (!isArray(value)) {
    return wrongType(path, 'multi', problems);
  }
  return value.flatMap((one, i) => {
    if (typeof one === 'string') {
      return [cleaned(one)];
    }
    wrongType(`${path}[${i}]`, 'enum', problems);
    return [];
  });
}

/** An object of strings with known keys. */
function normaliseParts(
  value: unknown,
  keys: readonly string[],
  path: string,
  type: string,
  problems: Problem[],
): Answers | undefined {
  if (!isRecord(value)) {
    return wrongType(path, type, problems);
  }
  const entries = Object.entries(value).flatMap(([key, part]): [string, string][] => {
    if (!keys.includes(key)) {
      problems.push(problemAt(`${path}.${key}`, 'UNKNOWN_FIELD'));
      return [];
    }
    if (isBlank(part)) {
      return [];
    }
    if (typeof part !== 'string') {
      wrongType(`${path}.${key}`, 'text', problems);
      return [];
    }
    const clean = cleaned(part.replace(/[\r\n\t]+/gu, ' '));
    return clean === '' ? [] : [[key, clean]];
  });
  return Object.fromEntries(entries);
}

function normaliseOrg(value: unknown, path: string, problems: Problem[]): unknown {
  const parts = normaliseParts(value, ['name', 'inn', 'ref'], path, 'org', problems);
  const inn = parts?.['inn'];
  return typeof inn === 'string' ? { ...parts, inn: normalIdentifier('inn', inn) } : parts;
}

function normaliseTable(
  table: TableField,
  value: unknown,
  path: string,
  problems: Problem[],
): unknown {
  if (!isArray(value)) {
    return wrongType(path, 'table', problems);
  }
  const columns = new Map(table.columns.map((column) => [column.key, column]));
  return value.flatMap((row, i) => {
    if (isRecord(row)) {
      return [normaliseRecord(row, columns, `${path}[${i}].`, problems)];
    }
    wrongType(`${path}[${i}]`, 'row', problems);
    return [];
  });
}
