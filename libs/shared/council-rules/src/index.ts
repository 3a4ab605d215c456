export * from './ballot';
export * from './ballot-key';
export * from './roll';
export { DEFAULT_RULES, rulesProblems, type CouncilRules, type Fraction } from './rules';
export * from './sealed-ballot';
export * from './tally';
