import type { Term } from '@okno/shared/workflow';

import measures from '../../../../db/reference/measures.json';
import type { MeasureTerm } from './catalogue-data';
import type { WrittenMeasure } from './reference-files';
import { measureProblems } from './written-measure.policy';

const known = { clusters: new Set(['kuzbass-biomed']), categories: new Set(['marketing']) };
const good: WrittenMeasure = {
  ...(measures.items.find(({ code }) => code === 'KZ-06') as unknown as WrittenMeasure),
  terms: [],
};
const problemsOf = (change: Partial<WrittenMeasure>): string[] =>
  measureProblems({ ...good, ...change }, null, known);
const term = (code: string, value: unknown): MeasureTerm => ({
  code: code as MeasureTerm['code'],
  label: { ru: '', en: '' },
  term: value as Term,
});

describe('a measure of the reference data', () => {
  it('can be published as it is', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each<[string, Partial<WrittenMeasure>, string]>([
    ['an unknown kind', { kind: 'LOAN' as never }, 'kind LOAN'],
    ['an unknown category', { category: 'x' }, 'category x'],
    ['an unknown cluster', { cluster: 'x' }, 'cluster x'],
    ['a share above the whole', { limits: { stateShareBp: 10_001 } }, 'basis points'],
    [
      'shares above the whole together',
      { limits: { stateShareBp: 8000, minOwnBp: 2001 } },
      'whole',
    ],
    ['half a kopeck', { limits: { limitPerApplicationKopecks: 0.5 } }, 'kopecks'],
    ['no requests a year', { limits: { maxPerYear: 0 } }, 'a year'],
  ])('is refused with %s', (_name, change, problem) => {
    expect(problemsOf(change).join()).toContain(problem);
  });

  it.each<[string, MeasureTerm]>([
    ['a state of another procedure', term('COUNCIL', { workingDays: 5 })],
    ['a misspelt state', term('FORMAL_CHEK', { workingDays: 5 })],
    ['no number', term('DECISION', { workingDays: '5' })],
    ['a negative number', term('DECISION', { workingDays: -5 })],
    ['an unknown unit', term('DECISION', { weeks: 5 })],
    ['two units', term('DECISION', { workingDays: 5, calendarDays: 5 })],
    ['an unknown date', term('DECISION', { until: 'SOMETIME' })],
    ['nothing', term('DECISION', {})],
  ])('is refused with a term that is %s', (_name, wrong) => {
    expect(problemsOf({ terms: [wrong] })).toHaveLength(1);
  });

  it('is refused with the same term twice, or with terms of a procedure that does not exist', () => {
    const five = term('DECISION', { workingDays: 5 });
    expect(problemsOf({ terms: [five, five] })).toEqual(['term DECISION is set twice']);
    expect(problemsOf({ kind: 'GRANT', terms: [five] })).toHaveLength(1);
  });

  it('may set the terms that are no state, and dates outside the flow', () => {
    const terms = [
      term('TOTAL', { calendarDays: 30 }),
      term('AGREEMENT_CENTRE', { workingDays: 5 }),
      term('WAITLISTED', { until: 'ROUND_END' }),
    ];
    expect(problemsOf({ terms })).toEqual([]);
  });
});
