import { type FormDefinition, type FormLimits, validateDefinition } from '@okno/shared/form-schema';
import { isBasisPoints, isKopecks } from '@okno/shared/money';
import { FLOWS, type ProcedureKind, type Term } from '@okno/shared/workflow';

import { MEASURE_KINDS, type MeasureKind, type MeasureTerm } from './catalogue-data';
import type { WrittenMeasure } from './reference-files';

/** What is wrong with a measure of the reference data, one sentence each; empty when it can be published. */
export function measureProblems(
  measure: WrittenMeasure,
  form: FormDefinition | null,
  known: { clusters: ReadonlySet<string>; categories: ReadonlySet<string> },
): string[] {
  const problems: string[] = [];
  if (!MEASURE_KINDS.includes(measure.kind)) {
    problems.push(`kind ${String(measure.kind)} is not known`);
  }
  if (!known.categories.has(measure.category)) {
    problems.push(`category ${measure.category} is not known`);
  }
  if (measure.cluster !== null && !known.clusters.has(measure.cluster)) {
    problems.push(`cluster ${measure.cluster} is not known`);
  }
  const faults = form === null ? [] : validateDefinition(form);
  problems.push(
    ...faults.map(({ path, code, detail }) => `form ${path}: ${code} ${detail}`),
    ...limitProblems(limitsOf(measure, form)),
    ...termProblems(measure.kind, measure.terms),
  );
  return problems;
}

/** The limits of the measure, and of its form where the measure says nothing. */
export function limitsOf({ limits }: WrittenMeasure, form: FormDefinition | null): FormLimits {
  return { ...form?.limits, ...limits };
}

function limitProblems(limits: FormLimits): string[] {
  const { stateShareBp, minOwnBp, maxPerYear } = limits;
  const sums = [limits.limitPerApplicationKopecks, limits.limitPerYearKopecks];
  const problems: string[] = [];
  if (![stateShareBp, minOwnBp].every((share) => share === undefined || isBasisPoints(share))) {
    problems.push('a share is 0 to 10000 basis points');
  }
  if ((stateShareBp ?? 0) + (minOwnBp ?? 0) > 10_000) {
    problems.push('the share and the minimum own share are more than the whole');
  }
  if (!sums.every((sum) => sum === undefined || isKopecks(sum, 1))) {
    problems.push('a limit is a whole number of kopecks');
  }
  if (maxPerYear !== undefined && !isCount(maxPerYear)) {
    problems.push('a number of requests a year is whole and positive');
  }
  return problems;
}

/** Terms come from JSON: every code must be a state of the procedure, every term a sensible one. */
function termProblems(kind: MeasureKind, terms: readonly MeasureTerm[]): string[] {
  if (terms.length === 0) {
    return [];
  }
  if (!isProcedure(kind)) {
    return [`terms of a ${kind}: there is no such procedure`];
  }
  const states = FLOWS[kind].states;
  const twice = terms.filter(({ code }, at) => terms.findIndex((one) => one.code === code) < at);
  return [
    ...twice.map(({ code }) => `term ${code} is set twice`),
    ...terms.flatMap(({ code, term }) => {
      const known = code === 'TOTAL' || code === 'AGREEMENT_CENTRE' || Object.hasOwn(states, code);
      return known && isTerm(term) ? [] : [`term ${code}: ${JSON.stringify(term)} cannot be used`];
    }),
  ];
}

function isProcedure(kind: MeasureKind): kind is ProcedureKind {
  return Object.hasOwn(FLOWS, kind);
}

function isTerm(term: Term): boolean {
  const entries: [string, unknown][] = Object.entries(term);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) {
    return false;
  }
  const [unit, value] = entry;
  return unit === 'until'
    ? value === 'ROUND_END' || value === 'AGREEMENT_DATE'
    : (unit === 'workingDays' || unit === 'calendarDays') && isCount(value);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= 3650;
}
