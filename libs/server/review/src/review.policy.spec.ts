import { FLOWS, stateInfo } from '@okno/shared/workflow';

import {
  endsReview,
  endsSupport,
  isAssignable,
  isChecklistComplete,
  isInReview,
  questionsAbout,
  startsChecks,
} from './review.policy';

const STATES = [...new Set(Object.values(FLOWS).flatMap((flow) => Object.keys(flow.states)))];

describe('the review of a case', () => {
  it('starts with the registration, and again with every answer to remarks', () => {
    expect(startsChecks({ action: 'register', to: 'REGISTERED' })).toBe(true);
    expect(startsChecks({ action: 'submit', to: 'REGISTERED' })).toBe(true);
    expect(startsChecks({ action: 'answerRemarks', to: 'EXPERTISE' })).toBe(true);
    expect(startsChecks({ action: 'startFormalCheck', to: 'FORMAL_CHECK' })).toBe(false);
  });

  it('is over in every end of the procedures', () => {
    for (const flow of Object.values(FLOWS)) {
      const ends = flow.path.concat('REJECTED', 'WITHDRAWN', 'EXPIRED');
      expect(ends.filter((state) => stateInfo(flow, state).final && !endsReview(state))).toEqual(
        [],
      );
    }
  });

  it('has no state in which it is over and somebody may still be given the case', () => {
    expect(STATES.filter((state) => endsReview(state) && isAssignable(state))).toEqual([]);
    expect(STATES.filter((state) => isInReview(state) && !isAssignable(state))).toEqual([]);
  });

  it('does not take an approval for the end of the support', () => {
    expect(endsSupport('APPROVED')).toBe(false);
    expect(endsSupport('TERMINATED')).toBe(true);
  });
});

describe('the checklist', () => {
  const question = (
    code: string,
  ): { code: string; label: { ru: string; en: string }; about: [] } => ({
    code,
    label: { ru: code, en: code },
    about: [],
  });

  it('is complete when every question of the form is ticked', () => {
    const questions = [question('A'), question('B')];
    expect(isChecklistComplete(questions, [{ code: 'A', done: true }])).toBe(false);
    expect(
      isChecklistComplete(questions, [
        { code: 'A', done: true },
        { code: 'B', done: false },
      ]),
    ).toBe(false);
    expect(
      isChecklistComplete(questions, [
        { code: 'A', done: true },
        { code: 'B', done: true },
        { code: 'OLD', done: false },
      ]),
    ).toBe(true);
    expect(isChecklistComplete([], [])).toBe(true);
  });

  it('is asked again where it is about what the applicant has corrected', () => {
    const questions = [
      { ...question('PRICES'), about: ['money.lines', 'doc.D-OFFERS'] },
      { ...question('TOR'), about: ['doc.D-TOR'] },
      { ...question('TASK'), about: ['mk.goal'] },
    ];
    expect(questionsAbout(questions, ['money.lines[0].price', 'doc.D-TOR'])).toEqual([
      'PRICES',
      'TOR',
    ]);
    expect(questionsAbout(questions, ['mk.goals'])).toEqual([]);
  });
});
