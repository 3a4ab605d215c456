import { isBlank, isRecord, read, type Answers } from './answers';
import { holds } from './condition';
import type { FormContext } from './context';
import type {
  ColumnDefinition,
  FieldDefinition,
  FieldType,
  FormDefinition,
  TableField,
} from './definition';
import { columnOf, fieldsByKey, splitPart } from './field-index';

/** What conditions and expressions may read. A hidden or blank answer reads as undefined. */
export interface Scope {
  read(ref: string): unknown;
}

/** One set of answers seen through its form: what is visible, and what each reference reads. */
export interface FormView {
  readonly definition: FormDefinition;
  readonly answers: Answers;
  readonly scope: Scope;
  isVisible(key: string): boolean;
  /** Columns are judged by the row they stand in. */
  rowView(table: TableField, row: Answers): RowView;
}

export interface RowView {
  readonly scope: Scope;
  isVisible(column: string): boolean;
}

/** The part of the context conditions need. */
export type FactContext = Pick<FormContext, 'facts'>;

export function viewOf(
  definition: FormDefinition,
  answers: Answers,
  context: FactContext = {},
): FormView {
  const fields = fieldsByKey(definition);
  const facts = context.facts ?? {};
  const typeOf = (key: string): FieldType | undefined => fields.get(key)?.type;
  const isVisible = visibility(
    (key) => fields.get(key),
    () => scope,
  );
  const scope: Scope = {
    read(ref) {
      if (ref.startsWith('fact.')) {
        return filled(read(facts, ref.slice(5)));
      }
      const { key, part } = splitPart(ref, typeOf);
      return isVisible(key) ? partOf(read(answers, key), part) : undefined;
    },
  };
  return {
    definition,
    answers,
    scope,
    isVisible,
    rowView: (table, row) => rowView(table, row, scope),
  };
}

function rowView(table: TableField, row: Answers, form: Scope): RowView {
  const typeOf = (key: string): FieldType | undefined => columnOf(table, key)?.type;
  const isVisible = visibility(
    (key) => columnOf(table, key),
    () => scope,
  );
  const scope: Scope = {
    read(ref) {
      if (!ref.startsWith('row.')) {
        return form.read(ref);
      }
      const { key, part } = splitPart(ref.slice(4), typeOf);
      return isVisible(key) ? partOf(read(row, key), part) : undefined;
    },
  };
  return { scope, isVisible };
}

/** Visible = known and its condition holds. Remembered, and a cycle (an author error) reads as hidden instead of recursing. */
function visibility(
  find: (key: string) => FieldDefinition | ColumnDefinition | undefined,
  scope: () => Scope,
): (key: string) => boolean {
  const seen = new Map<string, boolean>();
  return (key) => {
    const known = seen.get(key);
    if (known !== undefined) {
      return known;
    }
    const field = find(key);
    seen.set(key, false);
    const visible =
      field !== undefined && (field.visibleIf === undefined || holds(field.visibleIf, scope()));
    seen.set(key, visible);
    return visible;
  };
}

function partOf(value: unknown, part: string | undefined): unknown {
  if (part === undefined) {
    return filled(value);
  }
  return isRecord(value) ? filled(read(value, part)) : undefined;
}

function filled(value: unknown): unknown {
  return isBlank(value) ? undefined : value;
}

/** Keys of the fields an applicant sees with these answers. */
export function visibleFields(
  definition: FormDefinition,
  answers: Answers,
  context: FactContext = {},
): ReadonlySet<string> {
  const view = viewOf(definition, answers, context);
  return new Set([...fieldsByKey(definition).keys()].filter((key) => view.isVisible(key)));
}
