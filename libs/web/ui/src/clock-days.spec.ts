import { daysAhead } from './clock-days';

const due = (since: string, workingDaysLeft: number) => ({
  on: '2026-10-12',
  since,
  provisional: false,
  workingDaysLeft,
  overdue: false,
});
const TODAY = '2026-10-06';
const day = (party: 'CENTRE' | 'OUTSIDE') => ({ date: TODAY, party }) as const;

describe('days ahead on the strip of the clock', () => {
  it('leaves out today, which is among the days that passed', () => {
    const clock = { now: TODAY, turn: 'CENTRE', paused: null, days: [day('CENTRE')] };
    expect(daysAhead({ ...clock, due: due('2026-10-05', 5) })).toBe(4);
  });

  it('keeps all on the day a step changes: today belongs to the step before', () => {
    const clock = { now: TODAY, turn: 'APPLICANT', paused: null, days: [day('CENTRE')] };
    expect(daysAhead({ ...clock, due: due(TODAY, 4) })).toBe(4);
  });

  it('keeps all on a day spent waiting for an answer from outside', () => {
    const due5 = due('2026-10-01', 5);
    const paused = { since: '2026-10-02', awaited: null };
    const open = { now: TODAY, turn: 'OUTSIDE', paused, days: [day('OUTSIDE')], due: due5 };
    expect(daysAhead(open)).toBe(5);
    expect(daysAhead({ ...open, turn: 'CENTRE', paused: null })).toBe(5);
  });

  it('leaves out today in a queue that waits for the outside by itself', () => {
    const clock = { now: TODAY, turn: 'OUTSIDE', paused: null, days: [day('OUTSIDE')] };
    expect(daysAhead({ ...clock, due: due('2026-10-01', 5) })).toBe(4);
  });

  it('has none without a term, and never less than none', () => {
    const clock = { now: TODAY, turn: 'CENTRE', paused: null, days: [day('CENTRE')] };
    expect(daysAhead({ ...clock, due: null })).toBe(0);
    expect(daysAhead({ ...clock, due: due('2026-09-01', 0) })).toBe(0);
  });
});
