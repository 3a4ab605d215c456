/**
 * Who may get a measure, and why not: rules as data over facts with source and date (forms.md §1.7).
 * Evaluation is total and deterministic; what is missing, too old or only declared never passes.
 */
export { assess, type Assessment } from './assess';
export { applied, becomesTrue, withValue, type BecomesTrue } from './becomes-true';
export type { Situation } from './condition';
export { withDerived } from './derived';
export {
  evaluateRule,
  evaluateRules,
  outcomeOf,
  STALE_KEY,
  worstOf,
  type Params,
  type RuleTrace,
} from './evaluate';
export {
  DECLARED,
  FACTS,
  FRESH_DAYS,
  isFactName,
  isValueOf,
  type Fact,
  type FactName,
  type Facts,
  type FactType,
  type FactValue,
  type SupportRecord,
} from './fact';
export type { Need } from './need';
export { readRules, ruleProblems } from './rule-check';
export {
  REMEDIES,
  type Condition,
  type Message,
  type Outcome,
  type Remedy,
  type Rule,
  type Step,
} from './rule';
