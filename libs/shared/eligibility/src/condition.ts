import { plusDays, yearOf, type LocalDate } from '@okno/shared/work-calendar';

import { monthsBetween, nextYear, plusDuration } from './date-sum';
import { type FactName, type Facts, type FactValue, type SupportRecord } from './fact';
import type { Condition, Operand, Order, Selection } from './rule';

/** Kleene's three values. */
export type Truth = 'TRUE' | 'FALSE' | 'UNKNOWN';

/** What a condition is asked of. */
export interface Situation {
  readonly facts: Facts;
  /** The local day of the cluster. */
  readonly today: LocalDate;
}

type History = Extract<Condition, { op: 'count' | 'sum' }>;

/** Total: answers for every condition that the definition check lets through, and for every set of facts. */
export function truthOf(condition: Condition, at: Situation): Truth {
  switch (condition.op) {
    case 'all':
      return worst(condition.of, at, 'FALSE', 'TRUE');
    case 'any':
      return worst(condition.of, at, 'TRUE', 'FALSE');
    case 'not':
      return opposite(truthOf(condition.of, at));
    default:
      return leaf(condition, at);
  }
}

function worst(of: readonly Condition[], at: Situation, decides: Truth, otherwise: Truth): Truth {
  let unknown = false;
  for (const one of of) {
    const truth = truthOf(one, at);
    if (truth === decides) {
      return decides;
    }
    unknown ||= truth === 'UNKNOWN';
  }
  return unknown ? 'UNKNOWN' : otherwise;
}

function opposite(truth: Truth): Truth {
  return truth === 'UNKNOWN' ? truth : truth === 'TRUE' ? 'FALSE' : 'TRUE';
}

type Leaf = Exclude<Condition, { op: 'all' | 'any' | 'not' }>;

function leaf(condition: Leaf, at: Situation): Truth {
  const value = at.facts[condition.fact]?.value;
  if (value === undefined) {
    return 'UNKNOWN';
  }
  switch (condition.op) {
    case 'known':
      return 'TRUE';
    case 'is':
      return known(operand(condition.value, at), (other) => value === other);
    case 'in':
      return known(codesOf(condition.list, at), (list) => list.includes(String(value)));
    case 'under':
      return known(codesOf(condition.list, at), (list) => isUnder(value, list));
    case 'compare':
      return known(numberOf(condition.value, at), (other) =>
        compares(Number(value), condition.order, other),
      );
    case 'age':
      return truth(plusDuration(String(value), condition.atLeast) <= at.today);
    case 'from':
      return truth(String(value) <= at.today);
    case 'count':
    case 'sum':
      return history(condition, at);
  }
}

function truth(holds: boolean): Truth {
  return holds ? 'TRUE' : 'FALSE';
}

function known<T>(value: T | undefined, holds: (value: T) => boolean): Truth {
  return value === undefined ? 'UNKNOWN' : truth(holds(value));
}

/** What is compared with; undefined while that fact is missing. */
function operand<T>(written: Operand<T>, { facts }: Situation): T | FactValue | undefined {
  return isReference(written) ? facts[written.fact]?.value : written;
}

function isReference<T>(written: Operand<T>): written is { readonly fact: FactName } {
  return typeof written === 'object' && written !== null && !Array.isArray(written);
}

/** The fact an operand stands for, if it does. */
export function factOf<T>(written: Operand<T>): FactName | undefined {
  return isReference(written) ? written.fact : undefined;
}

export function numberOf(written: Operand<number>, at: Situation): number | undefined {
  const value = operand(written, at);
  return typeof value === 'number' ? value : undefined;
}

export function codesOf(
  written: Operand<readonly string[]>,
  at: Situation,
): readonly string[] | undefined {
  const value = operand(written, at);
  return Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string')
    : undefined;
}

/** On dotted parts: every code of the classifier starts with those of its branches, the class has two digits. */
function isUnder(value: FactValue, branches: readonly string[]): boolean {
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
  return codes.some(
    (code) => typeof code === 'string' && branches.some((branch) => code.startsWith(branch)),
  );
}

function compares(left: number, order: Order, right: number): boolean {
  switch (order) {
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'eq':
      return left === right;
  }
}

function history(condition: History, at: Situation): Truth {
  const total = totalOf(condition, at);
  const limit = numberOf(condition.value, at);
  return total === undefined || limit === undefined
    ? 'UNKNOWN'
    : truth(compares(total, condition.order, limit));
}

/** The count or sum of the records that matter; undefined while something it rests on is missing. */
export function totalOf(condition: History, at: Situation): number | undefined {
  const chosen = selected(condition, at);
  const plus = condition.plus === undefined ? 0 : numberOf({ fact: condition.plus }, at);
  if (chosen === undefined || plus === undefined) {
    return undefined;
  }
  const sum =
    condition.op === 'count'
      ? chosen.length
      : chosen.reduce((before, { kopecks }) => before + kopecks, 0);
  return sum + plus;
}

/** The records a condition counts; undefined while what selects them is missing. */
export function selected(condition: History, at: Situation): SupportRecord[] | undefined {
  const { select, fact } = condition;
  const measure = at.facts['measure.code']?.value;
  const kind = at.facts['measure.supportKind']?.value;
  if (
    (select.sameMeasure && measure === undefined) ||
    (select.sameKind && kind === undefined) ||
    at.facts[fact] === undefined
  ) {
    return undefined;
  }
  return recordsOf(at.facts[fact]?.value).filter(
    (record) =>
      (!select.sameMeasure || record.measure === measure) &&
      (!select.sameKind || record.kind === kind) &&
      (!select.violation || record.violation) &&
      (!select.misuse || record.misuse) &&
      counts(record, select, at.today),
  );
}

function counts(record: SupportRecord, { inForce, within }: Selection, today: LocalDate): boolean {
  const over = record.ended || (record.until !== null && record.until < today);
  if (inForce && over) {
    return false;
  }
  return (
    within === undefined ||
    (within === 'THIS_YEAR'
      ? yearOf(record.on) === yearOf(today)
      : plusDuration(record.on, within) > today)
  );
}

function recordsOf(value: FactValue | undefined): SupportRecord[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(
    (one): one is SupportRecord => typeof one === 'object' && one !== null && 'on' in one,
  );
}

/** The days on which a condition may change its answer by time alone. */
export function turningDays(condition: Condition, at: Situation): LocalDate[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap((one) => turningDays(one, at));
    case 'not':
      return turningDays(condition.of, at);
    case 'age': {
      const since = at.facts[condition.fact]?.value;
      return typeof since === 'string' ? [plusDuration(since, condition.atLeast)] : [];
    }
    case 'from': {
      const day = at.facts[condition.fact]?.value;
      return typeof day === 'string' ? [day] : [];
    }
    case 'count':
    case 'sum':
      return (selected(condition, at) ?? []).flatMap((one) =>
        leaves(one, condition.select, at.today),
      );
    default:
      return [];
  }
}

/** When a record stops to count. */
function leaves(
  record: SupportRecord,
  { inForce, within }: Selection,
  today: LocalDate,
): LocalDate[] {
  const ends = inForce && record.until !== null ? [plusDays(record.until, 1)] : [];
  if (within === undefined) {
    return ends;
  }
  return [...ends, within === 'THIS_YEAR' ? nextYear(today) : plusDuration(record.on, within)];
}

/** Rules are read once and asked very often. */
const KNOWN_FACTS = new WeakMap<Condition, readonly FactName[]>();

/** Every fact a condition looks at. */
export function factsIn(condition: Condition): readonly FactName[] {
  const known = KNOWN_FACTS.get(condition);
  if (known !== undefined) {
    return known;
  }
  const names = [...new Set(namesIn(condition))];
  KNOWN_FACTS.set(condition, names);
  return names;
}

function namesIn(condition: Condition): FactName[] {
  switch (condition.op) {
    case 'all':
    case 'any':
      return condition.of.flatMap(namesIn);
    case 'not':
      return namesIn(condition.of);
    case 'is':
    case 'compare':
      return [condition.fact, ...list(factOf(condition.value))];
    case 'in':
    case 'under':
      return [condition.fact, ...list(factOf(condition.list))];
    case 'known':
    case 'age':
    case 'from':
      return [condition.fact];
    case 'count':
    case 'sum':
      return [
        condition.fact,
        ...list(condition.plus),
        ...list(factOf(condition.value)),
        ...(condition.select.sameMeasure ? ['measure.code' as const] : []),
        ...(condition.select.sameKind ? ['measure.supportKind' as const] : []),
      ];
  }
}

function list(name: FactName | undefined): FactName[] {
  return name === undefined ? [] : [name];
}

/** Numbers that a condition has counted, for its text. */
export function figuresOf(condition: Condition, at: Situation): Record<string, string | number> {
  switch (condition.op) {
    case 'all':
    case 'any':
      return Object.fromEntries(condition.of.flatMap((one) => Object.entries(figuresOf(one, at))));
    case 'not':
      return figuresOf(condition.of, at);
    case 'age': {
      const since = at.facts[condition.fact]?.value;
      const needed =
        'months' in condition.atLeast ? { neededMonths: condition.atLeast.months } : {};
      return typeof since === 'string'
        ? { since, months: monthsBetween(since, at.today), ...needed }
        : needed;
    }
    case 'count':
    case 'sum': {
      const total = totalOf(condition, at);
      const limit = numberOf(condition.value, at);
      const records = selected(condition, at) ?? [];
      const numbers = listed(records.map(({ number }) => number));
      const titles = listed(records.map(({ title }) => title ?? ''));
      const rest = total === undefined || limit === undefined ? undefined : limit - total;
      return {
        ...figure(condition, 'total', total),
        ...figure(condition, 'limit', limit),
        ...figure(condition, 'rest', rest === undefined ? undefined : Math.max(0, rest)),
        ...(numbers === '' ? {} : { numbers }),
        ...(titles === '' ? {} : { titles }),
      };
    }
    default:
      return {};
  }
}

/** A sum is told apart from a number by its name. */
function figure({ op }: History, name: string, value: number | undefined): Record<string, number> {
  return value === undefined ? {} : { [op === 'sum' ? `${name}Kopecks` : name]: value };
}

/** More than these few nobody reads in one sentence. */
const NAMED = 3;

function listed(names: readonly string[]): string {
  return [...new Set(names.filter((name) => name !== ''))].slice(0, NAMED).join(', ');
}
