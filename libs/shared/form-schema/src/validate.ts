import { isArray, isBlank, isRecord, read } from './answers';
import { computedCell, computedValue } from './compute';
import { holds } from './condition';
import type { FormContext } from './context';
import type { ColumnDefinition, FieldDefinition, FormDefinition, TableField } from './definition';
import { fieldsByKey } from './field-index';
import { viewOf, type FormView, type Scope } from './form-view';
import { problemAt, type Problem } from './problem';
import { ruleProblems } from './rules';
import { checkValue, unknownKeys } from './value-check';

/**
 * Everything that keeps these answers from being filed, in the order of the form: unknown keys, fields, rules between fields.
 * Hidden fields never block. Any JSON may be given; nothing is thrown. Documents are judged by `documentProblems`.
 * Give it answers that went through `normalise` and `compute`: a text not in its normal form is a problem here.
 */
export function validate(
  definition: FormDefinition,
  answers: unknown,
  context: FormContext,
): readonly Problem[] {
  if (!isRecord(answers)) {
    return [problemAt('', 'ANSWERS_NOT_OBJECT')];
  }
  const fields = fieldsByKey(definition);
  const view = viewOf(definition, answers, context);
  return [
    ...unknownKeys(answers, [...fields.keys()], ''),
    ...[...fields.values()].flatMap((field) => checkField(field, view, context)),
    ...ruleProblems(view, context),
  ];
}

function checkField(
  field: FieldDefinition,
  view: FormView,
  context: FormContext,
): readonly Problem[] {
  if (!view.isVisible(field.key)) {
    return [];
  }
  const value = read(view.answers, field.key);
  if (field.type === 'table') {
    return isBlank(value)
      ? missing(field, view.scope, field.key)
      : checkTable(field, value, view, context);
  }
  const expected = 'compute' in field ? computedValue(field, view, context) : undefined;
  return checkCell(field, value, field.key, view.scope, context, expected);
}

function checkCell(
  field: ColumnDefinition,
  value: unknown,
  path: string,
  scope: Scope,
  context: FormContext,
  expected: number | undefined,
): readonly Problem[] {
  const blank = isBlank(value);
  const own = blank ? missing(field, scope, path) : checkValue(field, value, path, context);
  if (!('compute' in field) || (blank ? expected === undefined : value === expected)) {
    return own;
  }
  const params = expected === undefined ? {} : { expected };
  return [...own, problemAt(path, 'COMPUTED_MISMATCH', params)];
}

function missing(field: FieldDefinition, scope: Scope, path: string): readonly Problem[] {
  return isRequired(field, scope) ? [problemAt(path, 'REQUIRED')] : [];
}

/** Whether the field has to be filled in, given what the scope reads. */
export function isRequired(field: Pick<FieldDefinition, 'required'>, scope: Scope): boolean {
  return field.required === true || (field.required !== undefined && holds(field.required, scope));
}

function checkTable(
  table: TableField,
  value: unknown,
  view: FormView,
  context: FormContext,
): readonly Problem[] {
  if (!isArray(value)) {
    return [problemAt(table.key, 'WRONG_TYPE', { expected: 'table' })];
  }
  const { minRows: min = 0, maxRows: max } = table;
  if (value.length > max) {
    return [problemAt(table.key, 'TOO_MANY_ROWS', { max, actual: value.length })];
  }
  const rows = value.flatMap((row, i) => checkRow(table, row, `${table.key}[${i}]`, view, context));
  return value.length < min
    ? [problemAt(table.key, 'TOO_FEW_ROWS', { min, actual: value.length }), ...rows]
    : rows;
}

function checkRow(
  table: TableField,
  row: unknown,
  path: string,
  view: FormView,
  context: FormContext,
): readonly Problem[] {
  if (!isRecord(row)) {
    return [problemAt(path, 'WRONG_TYPE', { expected: 'row' })];
  }
  const inRow = view.rowView(table, row);
  const keys = table.columns.map((column) => column.key);
  return [
    ...table.columns.flatMap((column) =>
      inRow.isVisible(column.key)
        ? checkCell(
            column,
            read(row, column.key),
            `${path}.${column.key}`,
            inRow.scope,
            context,
            'compute' in column ? computedCell(table, column, row, view, context) : undefined,
          )
        : [],
    ),
    ...unknownKeys(row, keys, path),
  ];
}
