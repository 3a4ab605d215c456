import type { FieldProblem } from '@okno/server/core';

import type { CriterionMark } from './conclusion.entity';

/** A conclusion as it came with an action. */
export interface ConclusionInput {
  pass: boolean;
  text: string;
}

/** Longest text of a conclusion and of a criterion's reason, in characters. */
export const CONCLUSION_LENGTH = 5_000;
export const REASON_LENGTH = 2_000;

/** Criteria that may be judged, and those that must be. */
export interface CriteriaAsked {
  known: readonly string[];
  required: readonly string[];
}

/**
 * What is wrong with a conclusion. Each criterion is judged once and with a reason; a case passes only when
 * every criterion does (forms.md §1.8: without experts, pass or no pass).
 */
export function conclusionProblems(
  conclusion: ConclusionInput,
  criteria: readonly CriterionMark[],
  asked: CriteriaAsked,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (conclusion.text.trim() === '') {
    problems.push({ path: 'conclusion.text', code: 'REQUIRED' });
  }
  if (conclusion.text.length > CONCLUSION_LENGTH) {
    problems.push({
      path: 'conclusion.text',
      code: 'TOO_LONG',
      params: { max: CONCLUSION_LENGTH },
    });
  }
  criteria.forEach((mark, at) => problems.push(...markProblems(mark, at, criteria, asked.known)));
  for (const code of asked.required) {
    if (!criteria.some((mark) => mark.code === code)) {
      problems.push({ path: 'criteria', code: 'REQUIRED', params: { criterion: code } });
    }
  }
  if (conclusion.pass && criteria.some(({ pass }) => !pass)) {
    problems.push({ path: 'conclusion.pass', code: 'CRITERION_NOT_PASSED' });
  }
  return problems;
}

function markProblems(
  mark: CriterionMark,
  at: number,
  all: readonly CriterionMark[],
  known: readonly string[],
): FieldProblem[] {
  const path = `criteria[${at}]`;
  if (!known.includes(mark.code)) {
    return [{ path: `${path}.code`, code: 'NOT_AN_OPTION' }];
  }
  if (all.findIndex(({ code }) => code === mark.code) !== at) {
    return [{ path: `${path}.code`, code: 'NOT_UNIQUE' }];
  }
  if (mark.reason.trim() === '') {
    return [{ path: `${path}.reason`, code: 'REQUIRED' }];
  }
  return mark.reason.length > REASON_LENGTH
    ? [{ path: `${path}.reason`, code: 'TOO_LONG', params: { max: REASON_LENGTH } }]
    : [];
}

/**
 * Where the step needs criteria, those that decide without experts are judged, all of them (FIFO mode);
 * elsewhere the reviewer may judge any of the measure's.
 */
export function criteriaAsked(
  measure: { criteria: readonly { code: string }[]; fifoCriteria: readonly string[] },
  needed: boolean,
): CriteriaAsked {
  return needed
    ? { known: measure.fifoCriteria, required: measure.fifoCriteria }
    : { known: measure.criteria.map(({ code }) => code), required: [] };
}

/** Whether a case passes: the conclusion says so and no criterion speaks against it. */
export function passes(conclusion: { pass: boolean; criteria: readonly CriterionMark[] }): boolean {
  return conclusion.pass && conclusion.criteria.every(({ pass }) => pass);
}
