import { plusDays } from '@okno/shared/work-calendar';

import { becomesTrue, type BecomesTrue } from './becomes-true';
import { factsIn, figuresOf, truthOf, type Situation } from './condition';
import { DECLARED, FRESH_DAYS, growsOld, type Fact, type FactName, type FactValue } from './fact';
import { needOf, type Need } from './need';
import type { Message, Outcome, Remedy, Rule, Step } from './rule';

export type Params = Readonly<Record<string, string | number | boolean>>;

/** How one rule was answered, and by what. */
export interface RuleTrace {
  readonly code: string;
  readonly outcome: Outcome;
  /** What the answer rests on; null where it is not known. */
  readonly value: FactValue | null;
  /** What it should be; null where no list or limit says so. */
  readonly needed: Need | null;
  readonly source: string;
  readonly asOf: string | null;
  readonly message: { readonly key: string; readonly params: Params };
  readonly remedy: Remedy | null;
  /** What turns FAIL into PASS: a day, or one other value; null where neither does. */
  readonly becomesTrue: BecomesTrue | null;
}

/** What stands of one step. */
interface Finding {
  readonly outcome: Outcome;
  readonly message: Message;
  readonly step: Step | null;
}

const SEVERITY: Readonly<Record<Outcome, number>> = { PASS: 0, WARN: 1, UNAVAILABLE: 2, FAIL: 3 };

/** The text of a rule that data too old have answered. */
export const STALE_KEY = 'STALE';

/** The answer to one rule with what it rests on. Total and deterministic. */
export function evaluateRule(rule: Rule, at: Situation): RuleTrace {
  const { outcome, message, step } = findingOf(rule, at);
  const shown = at.facts[shownBy(rule, step, at)];
  return {
    code: rule.code,
    outcome,
    value: shown?.value ?? null,
    needed: step === null ? null : needOf(step.test, at),
    source: shown?.source ?? rule.source,
    asOf: shown?.asOf ?? null,
    message: { key: message.key, params: paramsOf(rule, message, step, at) },
    remedy: outcome === 'PASS' ? null : (step?.remedy ?? null),
    becomesTrue: outcome === 'FAIL' ? becomesTrue(rule, at, outcomeOf) : null,
  };
}

/** Every rule in its order, without those that would only repeat why another one does not pass. */
export function evaluateRules(rules: readonly Rule[], at: Situation): RuleTrace[] {
  return withoutRepeats(
    rules,
    rules.map((rule) => evaluateRule(rule, at)),
  );
}

/** @param traces those of the rules, in their order */
export function withoutRepeats(rules: readonly Rule[], traces: readonly RuleTrace[]): RuleTrace[] {
  const open = new Set(traces.filter(({ outcome }) => outcome !== 'PASS').map(({ code }) => code));
  return traces.filter((_, place) => !open.has(rules[place]?.follows ?? ''));
}

/** The worst of the answers; what has no rules at all is not known. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return outcomes.length === 0
    ? 'UNAVAILABLE'
    : outcomes.reduce((worst, one) => (SEVERITY[one] > SEVERITY[worst] ? one : worst), 'PASS');
}

/** Only the answer. */
export function outcomeOf(rule: Rule, at: Situation): Outcome {
  return findingOf(rule, at).outcome;
}

/** The worst of the steps, the first one of it; data too old neither pass nor fail anybody. */
function findingOf(rule: Rule, at: Situation): Finding {
  let found: Finding = { outcome: 'PASS', message: rule.pass, step: null };
  for (const step of rule.steps) {
    const one = findingOfStep(rule, step, at);
    if (one !== null && SEVERITY[one.outcome] > SEVERITY[found.outcome]) {
      found = one;
    }
  }
  if (found.outcome === 'WARN' || found.outcome === 'UNAVAILABLE') {
    return found;
  }
  const decides = found.step === null ? rule.steps : [found.step];
  const old = decides.some(({ test }) => factsIn(test).some((name) => isOld(name, at)));
  return old ? { outcome: 'WARN', message: { key: STALE_KEY }, step: found.step } : found;
}

/** Null: the step is left out, there being no such limit. */
function findingOfStep(rule: Rule, step: Step, at: Situation): Finding | null {
  if (asked(step).some((name) => at.facts[name] === undefined)) {
    return null;
  }
  const truth = truthOf(step.test, at);
  if (truth === 'FALSE') {
    return { ...step.otherwise, step };
  }
  const proven = step.proof && restsOnWord(step, at) ? truthOf(step.test, provenOf(at)) : truth;
  return proven === 'TRUE'
    ? { outcome: 'PASS', message: rule.pass, step }
    : { ...(step.missing ?? rule.missing), step };
}

function asked({ ifKnown = [] }: Step): readonly FactName[] {
  return typeof ifKnown === 'string' ? [ifKnown] : ifKnown;
}

function restsOnWord({ test }: Step, { facts }: Situation): boolean {
  return factsIn(test).some((name) => facts[name]?.source === DECLARED);
}

/** What somebody else than the applicant vouches for. */
function provenOf({ facts, today }: Situation): Situation {
  const vouched = Object.entries(facts).filter(([, { source }]) => source !== DECLARED);
  return { facts: Object.fromEntries(vouched), today };
}

/** Whether a fact is too old to rely on; what nobody knows is not. */
function isOld(name: FactName, { facts, today }: Situation): boolean {
  const fact = facts[name];
  if (fact === undefined || !growsOld(fact.source)) {
    return false;
  }
  // Most data are of today, and reckoning with dates is the dear part of a rule.
  return fact.asOf === null || (fact.asOf < today && fact.asOf < plusDays(today, -FRESH_DAYS));
}

/** The fact that decided, as far as it is known; else the one the rule is about. */
function shownBy(rule: Rule, step: Step | null, at: Situation): FactName {
  const known = (name: FactName): boolean => at.facts[name] !== undefined;
  if (step === null) {
    const used = rule.steps.flatMap(({ test }) => factsIn(test));
    return known(rule.shows) ? rule.shows : (used.find(known) ?? rule.shows);
  }
  const used = factsIn(step.test);
  return used.includes(rule.shows) ? rule.shows : (used.find(known) ?? rule.shows);
}

function paramsOf(rule: Rule, message: Message, step: Step | null, at: Situation): Params {
  const tests = step === null ? rule.steps.map(({ test }) => test) : [step.test];
  const named = Object.entries(message.params ?? {}).flatMap(([name, fact]) => {
    const value = plain(at.facts[fact]?.value);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(tests.flatMap((test) => Object.entries(figuresOf(test, at)))),
    ...(message.key === STALE_KEY ? { since: oldest(tests.flatMap(factsIn), at) } : {}),
    ...declaredOf(at.facts[rule.shows]),
    ...Object.fromEntries(named),
  };
}

/** Day of the data that are too old; empty where the source names none. */
function oldest(names: readonly FactName[], at: Situation): string {
  const old = names.find((name) => isOld(name, at));
  return (old && at.facts[old]?.asOf) ?? '';
}

/** What the applicant says himself. */
function declaredOf(fact: Fact | undefined): Params {
  const said = fact?.source === DECLARED ? plain(fact.value) : undefined;
  return said === undefined ? {} : { declared: said };
}

function plain(value: FactValue | undefined): string | number | boolean | undefined {
  if (typeof value !== 'object') {
    return value;
  }
  const codes = value.filter((one): one is string => typeof one === 'string');
  return codes.length === value.length ? codes.join(', ') : undefined;
}
