import { applied, withValue, type BecomesTrue } from './becomes-true';
import type { Situation } from './condition';
import { evaluateRule, outcomeOf, withoutRepeats, type RuleTrace } from './evaluate';
import type { FactName } from './fact';
import type { Rule } from './rule';

/** All rules answered, and what helps where they stand in the way. */
export interface Assessment {
  /** Every rule in its order, without those that would only repeat why another one does not pass. */
  readonly traces: readonly RuleTrace[];
  /**
   * The one thing that leaves no rule failing: a day on which all that fails has come by itself, or one other value of
   * one fact. Null where nothing fails, or where more than one thing has to change.
   */
  readonly becomesTrue: BecomesTrue | null;
}

/** Answers the rules, each once, and looks for the one thing that helps. */
export function assess(rules: readonly Rule[], at: Situation): Assessment {
  const traces = rules.map((rule) => evaluateRule(rule, at));
  return { traces: withoutRepeats(rules, traces), becomesTrue: wayOut(traces, rules, at) };
}

function wayOut(
  traces: readonly RuleTrace[],
  rules: readonly Rule[],
  at: Situation,
): BecomesTrue | null {
  const ways = traces
    .filter(({ outcome }) => outcome === 'FAIL')
    .map(({ becomesTrue }) => becomesTrue);
  const way = ways.length === 0 ? null : (lastDay(ways) ?? oneChange(ways, rules, at));
  return way !== null && !fails(rules, applied(way, at)) ? way : null;
}

function lastDay(ways: readonly (BecomesTrue | null)[]): BecomesTrue | null {
  const days = ways.flatMap((way) => (way?.kind === 'DATE' ? [way.from] : []));
  const from = days.length === ways.length ? days.sort().at(-1) : undefined;
  return from === undefined ? null : { kind: 'DATE', from };
}

/** Values of one fact that every failing rule would pass with. */
function oneChange(
  ways: readonly (BecomesTrue | null)[],
  rules: readonly Rule[],
  at: Situation,
): BecomesTrue | null {
  const [first] = ways;
  if (first?.kind !== 'CHANGE' || !ways.every((way) => concerns(way, first.fact))) {
    return null;
  }
  const to = first.to.filter((value) => !fails(rules, withValue(first.fact, value, at)));
  return to.length === 0 ? null : { kind: 'CHANGE', fact: first.fact, to };
}

function concerns(way: BecomesTrue | null, fact: FactName): boolean {
  return way?.kind === 'CHANGE' && way.fact === fact;
}

function fails(rules: readonly Rule[], at: Situation): boolean {
  return rules.some((rule) => outcomeOf(rule, at) === 'FAIL');
}
