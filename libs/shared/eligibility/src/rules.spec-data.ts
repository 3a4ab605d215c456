/* eslint-disable @nx/enforce-module-boundaries -- only specs read this file; the rules are data and lie in db/reference */
import delivered from '../../../../db/reference/eligibility.json';
import type { Facts, FactName, FactValue, Rule } from './index';
import { readRules } from './index';

export const TODAY = '2026-11-24';

/** The rules as they are delivered. */
export const RULES = readRules(delivered.rules);

export function rule(code: string): Rule {
  const found = RULES.find((one) => one.code === code);
  if (!found) {
    throw new Error(`no rule ${code}`);
  }
  return found;
}

/** Facts as a register of today tells them. */
export function told(values: Partial<Record<FactName, FactValue>>, source = 'portal'): Facts {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, source, asOf: TODAY }]),
  );
}
