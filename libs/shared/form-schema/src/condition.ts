import { isArray } from './answers';
import type { Condition } from './condition-ast';
import type { Scope } from './form-view';

/** Whether the condition holds. A comparison with an absent value is false, `ne` included. */
export function holds(condition: Condition, scope: Scope): boolean {
  switch (condition.op) {
    case 'and':
      return condition.of.every((part) => holds(part, scope));
    case 'or':
      return condition.of.some((part) => holds(part, scope));
    case 'not':
      return !holds(condition.of, scope);
    default:
      return compares(condition, scope.read(condition.ref));
  }
}

type Comparison = Exclude<Condition, { op: 'and' | 'or' | 'not' }>;

function compares(condition: Comparison, value: unknown): boolean {
  if (value === undefined) {
    return false;
  }
  switch (condition.op) {
    case 'present':
      return true;
    case 'eq':
      return value === condition.value;
    case 'ne':
      return value !== condition.value;
    case 'in':
      return condition.values.some((one) => one === value);
    case 'includes':
      return isArray(value) && value.includes(condition.value);
    case 'length':
      return typeof value === 'string' && [...value].length === condition.value;
    default:
      return typeof value === 'number' && ordered(condition.op, value, condition.value);
  }
}

/** `a op b` for two numbers, or for two ISO dates, which order as text. */
export function ordered<T extends number | string>(
  op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte',
  a: T,
  b: T,
): boolean {
  switch (op) {
    case 'eq':
      return a === b;
    case 'gt':
      return a > b;
    case 'gte':
      return a >= b;
    case 'lt':
      return a < b;
    case 'lte':
      return a <= b;
  }
}

/** Every reference the condition reads, with repeats. */
export function refsOfCondition(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(refsOfCondition);
    case 'not':
      return refsOfCondition(condition.of);
    default:
      return [condition.ref];
  }
}
