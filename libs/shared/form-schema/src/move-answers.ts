import { isArray, isBlank, isRecord, read, sameAnswer, type Answers } from './answers';
import type { ColumnDefinition, FieldDefinition, FormDefinition } from './definition';
import { fieldsByKey } from './field-index';
import { normaliseField } from './normalise';

/** A value that was typed and has no place in the newer form: it is shown, and returns with its field. */
export interface KeptAnswer {
  readonly key: string;
  /** The field as it was, to print the value by; null where no version knew it. */
  readonly field: FieldDefinition | null;
  readonly value: unknown;
  /** What of the value could be taken over. */
  readonly carried?: unknown;
}

/** Answers in a newer version of their form. */
export interface MovedAnswers {
  readonly answers: Answers;
  readonly kept: readonly KeptAnswer[];
}

/**
 * The answers of a draft in another version of its form. Nothing that was typed is lost: what the newer form
 * has no place for is kept beside it with its field, and goes back when the field does and nobody has
 * answered it anew. Computed values follow from the others and are never kept.
 */
export function moveAnswers(
  before: FormDefinition,
  after: FormDefinition,
  answers: Answers,
  keptBefore: readonly KeptAnswer[] = [],
): MovedAnswers {
  const [old, fields] = [fieldsByKey(before), fieldsByKey(after)];
  const moved = new Map<string, unknown>();
  const kept: KeptAnswer[] = [];
  for (const [key, value] of Object.entries(answers)) {
    const was = old.get(key) ?? null;
    const taken = take(was, fields.get(key), value);
    if (!isBlank(taken)) {
      moved.set(key, taken);
    }
    if (!sameAnswer(taken, value) && !(was && 'compute' in was)) {
      kept.push({ key, field: was, value, ...(isBlank(taken) ? {} : { carried: taken }) });
    }
  }
  for (const one of keptBefore) {
    if (returns(one, fields.get(one.key), moved.get(one.key))) {
      moved.set(one.key, one.value);
    } else {
      kept.push(one);
    }
  }
  return { answers: Object.fromEntries(moved), kept };
}

/** Whether a kept value goes back into its field: the whole of it fits, and nobody has answered anew. */
function returns(
  { field: was, value, carried }: KeptAnswer,
  field: FieldDefinition | undefined,
  present: unknown,
): boolean {
  const untouched = isBlank(present) || sameAnswer(present, carried);
  return untouched && sameAnswer(take(was, field, value), value);
}

/** As much of a value as the field can hold; undefined: nothing. What the same field held it holds again. */
function take(
  was: FieldDefinition | null,
  field: FieldDefinition | undefined,
  value: unknown,
): unknown {
  if (field && was && sameAnswer(was, field)) {
    return value;
  }
  const normal = field && normaliseField(field, value);
  return field && !isBlank(normal) ? offered(field, normal) : undefined;
}

/** The value without choices that the field no longer offers. Lists of the server are not known here. */
function offered(field: FieldDefinition, value: unknown): unknown {
  switch (field.type) {
    case 'enum':
      return isOffered(field, value) ? value : undefined;
    case 'multi':
      return isArray(value) ? value.filter((one) => isOffered(field, one)) : undefined;
    case 'table':
      return isArray(value) ? value.map((row) => offeredRow(field.columns, row)) : undefined;
    default:
      return value;
  }
}

function offeredRow(columns: readonly ColumnDefinition[], row: unknown): Answers {
  const cells = columns.flatMap((column): [string, unknown][] => {
    const value = isRecord(row) ? offered(column, read(row, column.key)) : undefined;
    return isBlank(value) ? [] : [[column.key, value]];
  });
  return Object.fromEntries(cells);
}

function isOffered({ options }: { options: unknown }, value: unknown): boolean {
  return !isArray(options) || options.some((one) => isRecord(one) && one['value'] === value);
}
