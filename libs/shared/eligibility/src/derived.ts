import type { Fact, Facts } from './fact';

/**
 * What follows from other facts: it has existed since the day of registration; where that is not known, at
 * least since it stands in the register of small business.
 */
export function withDerived(facts: Facts): Facts {
  const since = facts['org.registeredOn'] ?? earliest(facts['org.existsSince'], facts['sme.since']);
  return since === undefined ? facts : { ...facts, 'org.existsSince': since };
}

function earliest(one: Fact | undefined, other: Fact | undefined): Fact | undefined {
  return one === undefined || (other !== undefined && other.value < one.value) ? other : one;
}
