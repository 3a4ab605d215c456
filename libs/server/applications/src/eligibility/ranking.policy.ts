import {
  assess,
  worstOf,
  type Assessment,
  type Outcome,
  type Rule,
  type Situation,
} from '@okno/shared/eligibility';

/** How a measure stands to an applicant. */
export interface Judgement extends Assessment {
  verdict: Outcome;
}

/** Judges one measure. What stands in a request is not asked before there is one. */
export function judge(rules: readonly Rule[], at: Situation, withCase: boolean): Judgement {
  const asked = withCase ? rules : rules.filter(({ caseOnly }) => caseOnly !== true);
  const assessment = assess(asked, at);
  return { ...assessment, verdict: worstOf(assessment.traces.map(({ outcome }) => outcome)) };
}

/** What the order rests on. */
export interface Ranked {
  judgement: Judgement;
  /** Of a category that was asked for. */
  wanted: boolean;
  position: number;
}

/**
 * The order of measures: those that nothing stands in the way of, then those that one day or change opens, then the
 * rest, and last those whose conditions nobody has published; among equals those asked for, then those with the fewest open questions, then the order of the catalogue.
 */
export function inOrder<T extends Ranked>(measures: readonly T[]): T[] {
  return [...measures].sort((one, other) => {
    const difference = keysOf(one).map((key, at) => key - (keysOf(other)[at] ?? 0));
    return difference.find((value) => value !== 0) ?? 0;
  });
}

function keysOf({ judgement, wanted, position }: Ranked): readonly number[] {
  const { verdict, traces, becomesTrue } = judgement;
  const count = (outcome: Outcome): number =>
    traces.filter((trace) => trace.outcome === outcome).length;
  const group = traces.length === 0 ? 3 : verdict !== 'FAIL' ? 0 : becomesTrue !== null ? 1 : 2;
  return [group, wanted ? 0 : 1, count('FAIL'), count('UNAVAILABLE') + count('WARN'), position];
}
