import type { LocalDate } from '@okno/shared/work-calendar';

import { codesOf, numberOf, turningDays, type Situation } from './condition';
import { definitionOf, type FactName, type Facts, type FactValue } from './fact';
import type { Condition, Order, Outcome, Rule } from './rule';

/** What turns FAIL into PASS, all else staying as it is. */
export type BecomesTrue =
  /** From this day on, nothing being done. */
  | { readonly kind: 'DATE'; readonly from: LocalDate }
  /** Any of these values alone. */
  | {
      readonly kind: 'CHANGE';
      readonly fact: FactName;
      readonly to: readonly (string | number | boolean)[];
    };

type Ask = (rule: Rule, at: Situation) => Outcome;

/** The first day that does it; else one other value of one fact; else null. */
export function becomesTrue(rule: Rule, at: Situation, ask: Ask): BecomesTrue | null {
  const days = rule.steps
    .flatMap(({ test }) => turningDays(test, at))
    .filter((day) => day > at.today)
    .sort();
  const from = days.find((day) => ask(rule, applied({ kind: 'DATE', from: day }, at)) === 'PASS');
  return from === undefined ? changeOf(rule, at, ask) : { kind: 'DATE', from };
}

function changeOf(rule: Rule, at: Situation, ask: Ask): BecomesTrue | null {
  const proposed = new Map<FactName, Set<string | number | boolean>>();
  for (const { test } of rule.steps) {
    propose(test, at, proposed);
  }
  const fresh = { facts: readAgain(at.facts, at.today), today: at.today };
  for (const [fact, values] of proposed) {
    const to = [...values].filter((value) => ask(rule, exchanged(fact, value, fresh)) === 'PASS');
    if (to.length > 0) {
      return { kind: 'CHANGE', fact, to };
    }
  }
  return null;
}

/**
 * The situation in which it has come true: that day, the data being read again then with the same values;
 * or the other value, confirmed today.
 */
export function applied(becomes: BecomesTrue, at: Situation): Situation {
  if (becomes.kind === 'DATE') {
    return { today: becomes.from, facts: readAgain(at.facts, becomes.from) };
  }
  const [first] = becomes.to;
  return first === undefined ? at : withValue(becomes.fact, first, at);
}

/** One fact with another value that nobody doubts, the data being read again today. */
export function withValue(
  fact: FactName,
  value: FactValue,
  { facts, today }: Situation,
): Situation {
  return exchanged(fact, value, { facts: readAgain(facts, today), today });
}

function exchanged(fact: FactName, value: FactValue, { facts, today }: Situation): Situation {
  return { today, facts: { ...facts, [fact]: { value, source: 'portal', asOf: today } } };
}

function readAgain(facts: Facts, day: LocalDate): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, { ...fact, asOf: day }]),
  );
}

function propose(
  condition: Condition,
  at: Situation,
  into: Map<FactName, Set<string | number | boolean>>,
): void {
  const add = (fact: FactName, values: readonly (string | number | boolean)[]): void => {
    if (definitionOf(fact).changeable) {
      const known = into.get(fact) ?? new Set();
      values.forEach((value) => known.add(value));
      into.set(fact, known);
    }
  };
  switch (condition.op) {
    case 'all':
    case 'any':
      condition.of.forEach((one) => propose(one, at, into));
      return;
    case 'not':
      propose(condition.of, at, into);
      return;
    case 'is':
    case 'in':
    case 'under':
      add(condition.fact, candidates(condition, at));
      return;
    case 'compare': {
      const value = numberOf(condition.value, at);
      add(condition.fact, value === undefined ? [] : [edge(value, condition.order)]);
      return;
    }
    default:
  }
}

function candidates(
  condition: Extract<Condition, { op: 'is' | 'in' | 'under' }>,
  at: Situation,
): readonly (string | boolean)[] {
  const { type, values = [] } = definitionOf(condition.fact);
  if (type === 'boolean') {
    return [true, false];
  }
  if (condition.op === 'is') {
    return typeof condition.value === 'string' ? [condition.value, ...values] : values;
  }
  return [...(codesOf(condition.list, at) ?? []), ...values];
}

/** The value nearest to the limit that meets it. */
function edge(limit: number, order: Order): number {
  return order === 'lt' ? limit - 1 : order === 'gt' ? limit + 1 : limit;
}
