import { codesOf, factOf, numberOf, type Situation } from './condition';
import type { FactName } from './fact';
import type { Condition, Duration, Order } from './rule';

/** What a condition asks for, ready to be printed. */
export type Need =
  | { readonly kind: 'ONE_OF'; readonly fact: FactName; readonly values: readonly string[] }
  | {
      readonly kind: 'NUMBER';
      readonly fact: FactName;
      readonly order: Order;
      readonly value: number;
    }
  | { readonly kind: 'AGE'; readonly fact: FactName; readonly atLeast: Duration };

/** The first need of a condition that can be named; null where there is none. */
export function needOf(condition: Condition, at: Situation): Need | null {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.map((one) => needOf(one, at)).find((need) => need !== null) ?? null;
    case 'not':
      return null;
    case 'is':
      return factOf(condition.value) === undefined
        ? { kind: 'ONE_OF', fact: condition.fact, values: [String(condition.value)] }
        : null;
    case 'in':
    case 'under': {
      const values = codesOf(condition.list, at);
      return values === undefined ? null : { kind: 'ONE_OF', fact: condition.fact, values };
    }
    case 'age':
      return { kind: 'AGE', fact: condition.fact, atLeast: condition.atLeast };
    case 'known':
    case 'from':
      return null;
    case 'compare':
    case 'count':
    case 'sum': {
      const value = numberOf(condition.value, at);
      return value === undefined
        ? null
        : { kind: 'NUMBER', fact: condition.fact, order: condition.order, value };
    }
  }
}
