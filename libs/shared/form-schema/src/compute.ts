import { isRecord, read, type Answers } from './answers';
import type { FormContext } from './context';
import type { FieldDefinition, FormDefinition, NumberField, TableField } from './definition';
import { evaluate } from './expression';
import { fieldsByKey } from './field-index';
import { viewOf, type FormView } from './form-view';

/** The part of the context computed fields need. */
export type ComputeContext = Pick<FormContext, 'money' | 'facts'>;

/**
 * The answers with every computed field and column set to its value, or removed where it has none (an input is missing,
 * the field is hidden, the measure's money terms are not known). Nothing else is touched. Never throws.
 */
export function compute(
  definition: FormDefinition,
  answers: Answers,
  context: ComputeContext,
): Answers {
  const fields = computedFields(definition);
  let current = answers;
  // A computed field may read another one: each round settles at least one more, and a definition has no cycles.
  for (let round = 0; round <= fields.length; round += 1) {
    const next = computeOnce(definition, fields, current, context);
    if (next === current) {
      break;
    }
    current = next;
  }
  return current;
}

type Computed = NumberField | TableField;

/** Fields that are computed or have a computed column, in the order they are shown. Found once a definition. */
const COMPUTED = new WeakMap<FormDefinition, readonly Computed[]>();

function computedFields(definition: FormDefinition): readonly Computed[] {
  const known = COMPUTED.get(definition);
  if (known) {
    return known;
  }
  const fields = [...fieldsByKey(definition).values()].filter(isComputed);
  COMPUTED.set(definition, fields);
  return fields;
}

function isComputed(field: FieldDefinition): field is Computed {
  return field.type === 'table' ? field.columns.some(hasExpression) : hasExpression(field);
}

function computeOnce(
  definition: FormDefinition,
  fields: readonly Computed[],
  answers: Answers,
  context: ComputeContext,
): Answers {
  let current = answers;
  for (const field of fields) {
    if (field.type === 'table') {
      current = withRows(definition, current, context, field);
    } else {
      const view = viewOf(definition, current, context);
      current = withValue(current, field.key, computedValue(field, view, context));
    }
  }
  return current;
}

/** The value of a computed field of the form; undefined when hidden or not to be had. */
export function computedValue(
  field: NumberField,
  view: FormView,
  context: ComputeContext,
): number | undefined {
  if (!field.compute || !view.isVisible(field.key)) {
    return undefined;
  }
  return evaluate(field.compute, { view, scope: view.scope, money: context.money });
}

/** The value of a computed column in one row. */
export function computedCell(
  table: TableField,
  column: NumberField,
  row: Answers,
  view: FormView,
  context: ComputeContext,
): number | undefined {
  const inRow = view.rowView(table, row);
  if (!column.compute || !inRow.isVisible(column.key)) {
    return undefined;
  }
  return evaluate(column.compute, { view, scope: inRow.scope, money: context.money });
}

function withRows(
  definition: FormDefinition,
  answers: Answers,
  context: ComputeContext,
  table: TableField,
): Answers {
  const rows = read(answers, table.key);
  const columns = table.columns.filter(hasExpression);
  if (!Array.isArray(rows) || columns.length === 0) {
    return answers;
  }
  const view = viewOf(definition, answers, context);
  const next = rows.map((row: unknown) =>
    isRecord(row)
      ? columns.reduce(
          (cells, column) =>
            withValue(cells, column.key, computedCell(table, column, cells, view, context)),
          row,
        )
      : row,
  );
  return next.every((row, i) => row === rows[i]) ? answers : { ...answers, [table.key]: next };
}

function hasExpression(column: object): column is NumberField {
  return 'compute' in column;
}

function withValue(record: Answers, key: string, value: number | undefined): Answers {
  if (read(record, key) === value && (value !== undefined || !Object.hasOwn(record, key))) {
    return record;
  }
  if (value !== undefined) {
    return { ...record, [key]: value };
  }
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
