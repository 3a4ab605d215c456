import { read, rowsOf } from './answers';
import { holds, refsOfCondition } from './condition';
import type { MoneyTerms } from './context';
import type { TableField } from './definition';
import type { Expression } from './expression-ast';
import { fieldsByKey } from './field-index';
import type { FormView, Scope } from './form-view';
import { exactLineSum, exactNet, exactScale, exactShare, splitCost } from './money-terms';

/** What an expression is evaluated against: the whole form, and the row it stands in. */
export interface ExpressionScope {
  readonly view: FormView;
  readonly scope: Scope;
  readonly money?: MoneyTerms | undefined;
}

/** The value of the expression, or undefined when an input is missing or the result is not a safe number. */
export function evaluate(expression: Expression, at: ExpressionScope): number | undefined {
  switch (expression.op) {
    case 'value':
      return expression.value;
    case 'ref':
      return finite(at.scope.read(expression.ref));
    case 'sum':
      return sumOfColumn(expression, at);
    case 'count':
      return rowsWhere(expression, at)?.rows.length;
    case 'add':
    case 'product':
    case 'min':
    case 'max':
      return fold(expression.op, expression.of, at);
    case 'subtract':
      return both(expression.from, expression.take, at, (from, take) => safe(from - take));
    case 'lineSum':
      return both(expression.quantity, expression.price, at, exactLineSum);
    case 'share':
      return both(expression.of, expression.bp, at, exactShare);
    case 'split':
      return splitPart(expression, at);
    case 'if':
      return evaluate(holds(expression.when, at.scope) ? expression.then : expression.else, at);
    case 'choice':
      return chosen(expression, at);
    case 'netOfVat':
      return both(expression.gross, expression.bp, at, exactNet);
    case 'scale':
      return scaled(expression, at);
  }
}

type Of<Op extends Expression['op']> = Extract<Expression, { op: Op }>;

function both(
  first: Expression,
  second: Expression,
  at: ExpressionScope,
  join: (a: number, b: number) => number | undefined,
): number | undefined {
  const a = evaluate(first, at);
  const b = evaluate(second, at);
  return a === undefined || b === undefined ? undefined : join(a, b);
}

function fold(
  op: 'add' | 'product' | 'min' | 'max',
  parts: readonly Expression[],
  at: ExpressionScope,
): number | undefined {
  const values = parts.map((part) => evaluate(part, at));
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length || known.length === 0) {
    return undefined;
  }
  switch (op) {
    case 'add':
      return safe(known.reduce((a, b) => a + b, 0));
    case 'product':
      return safe(known.reduce((a, b) => a * b, 1));
    case 'min':
      return Math.min(...known);
    case 'max':
      return Math.max(...known);
  }
}

function splitPart(expression: Of<'split'>, at: ExpressionScope): number | undefined {
  const cost = evaluate(expression.cost, at);
  const cap = expression.cap && evaluate(expression.cap, at);
  if (cost === undefined || at.money === undefined || (expression.cap && cap === undefined)) {
    return undefined;
  }
  return splitCost(cost, at.money, cap)?.[expression.part];
}

function chosen(expression: Of<'choice'>, at: ExpressionScope): number | undefined {
  const option = at.scope.read(expression.ref);
  return typeof option === 'string' ? finite(read(expression.values, option)) : undefined;
}

function scaled(expression: Of<'scale'>, at: ExpressionScope): number | undefined {
  const of = evaluate(expression.of, at);
  const part = evaluate(expression.part, at);
  const whole = evaluate(expression.whole, at);
  return of === undefined || part === undefined || whole === undefined
    ? undefined
    : exactScale(of, part, whole);
}

/** Money and counts must stay whole and safe; decimals of a quantity pass as they are. */
function safe(value: number): number | undefined {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

interface TableRows {
  readonly table: TableField;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

function rowsWhere(expression: Of<'sum' | 'count'>, at: ExpressionScope): TableRows | undefined {
  const table = fieldsByKey(at.view.definition).get(expression.table);
  if (table?.type !== 'table' || !at.view.isVisible(table.key)) {
    return undefined;
  }
  const { where } = expression;
  const all = rowsOf(read(at.view.answers, table.key));
  const rows = where ? all.filter((row) => holds(where, at.view.rowView(table, row).scope)) : all;
  return { table, rows };
}

/** A row whose cell is blank makes the sum unknown: a total that silently leaves a line out would be wrong. */
function sumOfColumn(expression: Of<'sum'>, at: ExpressionScope): number | undefined {
  const found = rowsWhere(expression, at);
  if (!found || found.rows.length === 0) {
    return undefined;
  }
  let total = 0;
  for (const row of found.rows) {
    const cell = finite(at.view.rowView(found.table, row).scope.read(`row.${expression.column}`));
    const next = cell === undefined ? undefined : safe(total + cell);
    if (next === undefined) {
      return undefined;
    }
    total = next;
  }
  return total;
}

/** Every reference the expression reads; `table[].column` for a column of a table. */
export function refsOfExpression(expression: Expression): readonly string[] {
  switch (expression.op) {
    case 'value':
      return [];
    case 'ref':
      return [expression.ref];
    case 'sum':
      return [
        `${expression.table}[].${expression.column}`,
        ...refsInRow(expression.table, expression.where),
      ];
    case 'count':
      return [expression.table, ...refsInRow(expression.table, expression.where)];
    case 'add':
    case 'product':
    case 'min':
    case 'max':
      return expression.of.flatMap(refsOfExpression);
    case 'subtract':
      return [expression.from, expression.take].flatMap(refsOfExpression);
    case 'lineSum':
      return [expression.quantity, expression.price].flatMap(refsOfExpression);
    case 'share':
      return [expression.of, expression.bp].flatMap(refsOfExpression);
    case 'split':
      return [expression.cost, ...(expression.cap ? [expression.cap] : [])].flatMap(
        refsOfExpression,
      );
    case 'if':
      return [
        ...refsOfCondition(expression.when),
        ...[expression.then, expression.else].flatMap(refsOfExpression),
      ];
    case 'choice':
      return [expression.ref];
    case 'netOfVat':
      return [expression.gross, expression.bp].flatMap(refsOfExpression);
    case 'scale':
      return [expression.of, expression.part, expression.whole].flatMap(refsOfExpression);
  }
}

function refsInRow(
  table: string,
  where: Parameters<typeof refsOfCondition>[0] | undefined,
): readonly string[] {
  return (where ? refsOfCondition(where) : []).map((ref) =>
    ref.startsWith('row.') ? `${table}[].${ref.slice(4)}` : ref,
  );
}
