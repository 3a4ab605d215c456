import type { CriterionMark } from './conclusion.entity';
import { conclusionProblems, criteriaAsked, passes } from './conclusion.policy';

const ASKED = { known: ['GOAL', 'EFFECT'], required: ['GOAL', 'EFFECT'] };
const mark = (code: string, pass = true, reason = 'Because'): CriterionMark[] => [
  { code, pass, reason },
];
const GOOD = [...mark('GOAL'), ...mark('EFFECT')];

describe('a conclusion', () => {
  it('is sound with a text and every criterion judged', () => {
    expect(conclusionProblems({ pass: true, text: 'Agreed' }, GOOD, ASKED)).toEqual([]);
    expect(
      conclusionProblems({ pass: false, text: 'No' }, [], { known: [], required: [] }),
    ).toEqual([]);
  });

  it('names a missing text, criterion or reason', () => {
    const found = conclusionProblems({ pass: false, text: ' ' }, mark('GOAL', false, ' '), ASKED);
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'conclusion.text REQUIRED',
      'criteria[0].reason REQUIRED',
      'criteria REQUIRED',
    ]);
  });

  it('refuses a criterion that is not asked, or is judged twice', () => {
    const found = conclusionProblems(
      { pass: true, text: 'Agreed' },
      [...GOOD, ...mark('GOAL'), ...mark('COST')],
      ASKED,
    );
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'criteria[2].code NOT_UNIQUE',
      'criteria[3].code NOT_AN_OPTION',
    ]);
  });

  it('does not pass over a criterion that failed', () => {
    const criteria = [...mark('GOAL', false), ...mark('EFFECT')];
    expect(conclusionProblems({ pass: true, text: 'Agreed' }, criteria, ASKED)).toEqual([
      { path: 'conclusion.pass', code: 'CRITERION_NOT_PASSED' },
    ]);
    expect(passes({ pass: true, criteria })).toBe(false);
    expect(passes({ pass: true, criteria: GOOD })).toBe(true);
    expect(passes({ pass: false, criteria: GOOD })).toBe(false);
  });

  it('has a length', () => {
    const ONE = { known: ['GOAL'], required: ['GOAL'] };
    const long = 'x'.repeat(5_001);
    expect(
      conclusionProblems({ pass: true, text: long }, mark('GOAL', true, long), ONE).map(
        ({ code }) => code,
      ),
    ).toEqual(['TOO_LONG', 'TOO_LONG']);
  });

  it('asks for the criteria of the FIFO mode where the step needs criteria, else for none', () => {
    const measure = {
      criteria: [{ code: 'GOAL' }, { code: 'EFFECT' }, { code: 'COST' }],
      fifoCriteria: ['GOAL', 'EFFECT'],
    };
    expect(criteriaAsked(measure, true)).toEqual(ASKED);
    expect(criteriaAsked(measure, false)).toEqual({
      known: ['GOAL', 'EFFECT', 'COST'],
      required: [],
    });
  });
});
