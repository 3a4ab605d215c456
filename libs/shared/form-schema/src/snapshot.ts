import { isRecord, read, rowsOf, type Answers } from './answers';
import { compute } from './compute';
import type { FormContext } from './context';
import type { FormDefinition, TableField } from './definition';
import { fieldsByKey } from './field-index';
import { viewOf, type FormView } from './form-view';
import { normalise } from './normalise';

/**
 * What filing freezes: normal form, computed fields set, and nothing of what the applicant does not see: hidden fields, hidden
 * columns, unknown keys and blanks are left out. Fields stand in the order of the form, so equal answers give equal bytes.
 */
export function toSnapshotAnswers(
  definition: FormDefinition,
  answers: unknown,
  context: FormContext,
): Answers {
  return shownAnswers(
    definition,
    compute(definition, normalise(definition, answers).answers, context),
    context,
  );
}

/** The same of answers that are in normal form and computed already. */
export function shownAnswers(
  definition: FormDefinition,
  current: Answers,
  context: FormContext,
): Answers {
  const view = viewOf(definition, current, context);
  const entries = [...fieldsByKey(definition).values()].flatMap((field): [string, unknown][] => {
    const value = read(current, field.key);
    if (value === undefined || !view.isVisible(field.key)) {
      return [];
    }
    return [[field.key, field.type === 'table' ? visibleRows(field, value, view) : inOrder(value)]];
  });
  return Object.fromEntries(entries);
}

function visibleRows(table: TableField, value: unknown, view: FormView): readonly Answers[] {
  return rowsOf(value).map((row) => {
    const inRow = view.rowView(table, row);
    const cells = table.columns.flatMap(({ key }): [string, unknown][] => {
      const cell = read(row, key);
      return cell === undefined || !inRow.isVisible(key) ? [] : [[key, inOrder(cell)]];
    });
    return Object.fromEntries(cells);
  });
}

/** Periods and organisations are objects: their parts get one order. */
function inOrder(value: unknown): unknown {
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
