import { clock, dueDate, type ClockReading } from './clock';
import { at, filed, happened, read } from './clock.spec-data';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { type HistoryEntry } from './segment';
import { DEFAULT_SETTINGS } from './term';

/** The case of the design's `track` screen: returned a second time, from the expert. */
const DESIGN = read(
  {
    settings: { ...DEFAULT_SETTINGS, experts: 1 },
    history: [
      ...filed('2026-09-23 16:42'),
      happened('returnWithRemarks', 'RETURNED', '2026-09-25 12:00'),
      happened('answerRemarks', 'FORMAL_CHECK', '2026-09-28 09:30'),
      happened('toExpertise', 'EXPERTISE', '2026-09-30 17:00'),
      happened('returnWithRemarks', 'RETURNED', '2026-10-05 15:22'),
    ],
  },
  '2026-10-06 14:05',
);

describe('the honest clock', () => {
  it('splits working days between the parties as on the screen of the design', () => {
    const { totals, days, turn, paused, since } = clock(DESIGN);
    expect(totals).toEqual({ APPLICANT: 2, CENTRE: 4, EXPERT: 3, COUNCIL: 0, OUTSIDE: 0 });
    const of = (party: string): string[] =>
      days.filter((day) => day.party === party).map((day) => day.date.slice(5));
    expect(of('CENTRE')).toEqual(['09-24', '09-25', '09-29', '09-30']);
    expect(of('APPLICANT')).toEqual(['09-28', '10-06']);
    expect(of('EXPERT')).toEqual(['10-01', '10-02', '10-05']);
    expect({ turn, paused, since }).toEqual({
      turn: 'APPLICANT',
      paused: { reason: 'RETURNED', since: '2026-10-05', awaited: null },
      since: '2026-09-23',
    });
  });

  it('tells how long the answer may take and when the decision then comes', () => {
    const { due, forecast, decisionBy } = clock(DESIGN);
    expect(due).toEqual({
      on: '2026-10-12',
      since: '2026-10-05',
      provisional: false,
      workingDaysLeft: 5,
      overdue: false,
    });
    expect(forecast).toEqual({
      ifToday: { on: '2026-10-22', provisional: false },
      ifLastDay: { on: '2026-10-28', provisional: false },
    });
    expect(decisionBy).toEqual(forecast?.ifLastDay);
  });

  it('goes on with the saved rest of the term after a return', () => {
    const [expertise, decision, approved] = clock(DESIGN).nextSteps;
    expect(expertise).toEqual({
      state: 'EXPERTISE',
      owner: 'EXPERT',
      latestBy: '2026-10-21',
      provisional: false,
      workingDays: 7,
    });
    expect(decision).toMatchObject({ state: 'DECISION', owner: 'CENTRE', latestBy: '2026-10-28' });
    expect(approved).toMatchObject({ state: 'APPROVED', owner: 'NONE', latestBy: '2026-10-28' });
    expect(clock(DESIGN).nextSteps).toHaveLength(3);

    const answered = [
      ...DESIGN.history,
      happened('answerRemarks', 'EXPERTISE', '2026-10-08 10:00'),
    ];
    expect(dueDate({ ...DESIGN, history: answered, now: at('2026-10-08 11:00') })).toEqual({
      on: '2026-10-19',
      provisional: false,
    });
  });

  it('gives the days of a round without experts to the centre', () => {
    const { totals } = clock({ ...DESIGN, settings: DEFAULT_SETTINGS });
    expect(totals).toMatchObject({ CENTRE: 7, EXPERT: 0 });
  });

  it('counts from the registration date when a request came after the cut-off', () => {
    const late = read(
      { history: filed('2026-09-25 18:10'), registeredOn: '2026-09-28' },
      '2026-09-29 10:00',
    );
    expect(clock(late)).toMatchObject({
      since: '2026-09-28',
      days: [{ date: '2026-09-29', party: 'CENTRE' }],
      due: { on: '2026-10-05', workingDaysLeft: 5 },
    });
  });

  it('has nothing to count in a draft but the day it is dropped', () => {
    const draft = read(
      { history: filed('2026-09-23 16:42').slice(0, 1), registeredOn: null },
      '2026-09-20 10:00',
    );
    expect(clock(draft)).toMatchObject({
      turn: 'APPLICANT',
      since: null,
      days: [],
      nextSteps: [],
      // 90 calendar days after 14 September is Sunday, 13 December.
      due: { on: '2026-12-14', overdue: false },
    });
  });

  it('stops at the end and at what is not delivered yet', () => {
    const decided = [
      ...filed('2026-09-23 16:42'),
      happened('toExpertise', 'EXPERTISE', '2026-09-24 10:00'),
      happened('toDecision', 'DECISION', '2026-09-28 10:00'),
      happened('approve', 'APPROVED', '2026-09-30 10:00'),
    ];
    expect(clock(read({ history: decided }, '2026-11-20 10:00'))).toMatchObject({
      turn: 'NONE',
      totals: { CENTRE: 5 },
      due: null,
      decisionBy: null,
      nextSteps: [],
    });
  });

  it('says by how much nobody is on time any more', () => {
    const { due, nextSteps } = clock(read({}, '2026-10-02 09:00'));
    expect(due).toEqual({
      on: '2026-09-30',
      since: '2026-09-23',
      provisional: false,
      workingDaysLeft: 0,
      overdue: true,
    });
    // What is late can be done today at the earliest; ten and five days follow.
    expect(nextSteps.map((step) => step.latestBy)).toEqual([
      '2026-10-16',
      '2026-10-23',
      '2026-10-23',
    ]);
  });

  it('does not count against anybody while an answer from outside is awaited', () => {
    const pauses = [{ from: at('2026-09-24 12:00'), to: at('2026-09-28 09:00') }];
    const after = clock(read({ pauses }, '2026-09-30 10:00'));
    expect(after.totals).toMatchObject({ CENTRE: 3, OUTSIDE: 2 });
    expect(after).toMatchObject({ turn: 'CENTRE', paused: null });
    expect(after.due?.on).toBe('2026-10-02');

    const open = [{ from: at('2026-09-24 12:00'), to: null, awaited: 'Ответ Росздравнадзора' }];
    const during = clock(read({ pauses: open }, '2026-09-30 10:00'));
    expect(during).toMatchObject({
      turn: 'OUTSIDE',
      paused: { reason: 'OUTSIDE', since: '2026-09-24', awaited: 'Ответ Росздравнадзора' },
      totals: { CENTRE: 1, OUTSIDE: 4 },
      due: { on: '2026-10-06', workingDaysLeft: 4, overdue: false },
    });
  });

  it('does not pause the term of the applicant', () => {
    const pauses = [{ from: at('2026-10-05 16:00'), to: null }];
    expect(clock({ ...DESIGN, pauses })).toMatchObject({
      turn: 'APPLICANT',
      due: { on: '2026-10-12' },
      totals: { APPLICANT: 2, OUTSIDE: 0 },
    });
  });

  it('marks dates that reach a year without a calendar', () => {
    const history = [
      ...filed('2026-12-14 10:00'),
      happened('toExpertise', 'EXPERTISE', '2026-12-17 10:00'),
    ];
    const { due, nextSteps } = clock(
      read({ history, registeredOn: '2026-12-14' }, '2026-12-18 10:00'),
    );
    // Nine days of December, and after the holidays Monday, 11 January.
    expect(due).toMatchObject({ on: '2027-01-11', provisional: true });
    expect(nextSteps[0]).toMatchObject({ latestBy: '2027-01-18', provisional: true });
  });

  it('takes terms from the settings', () => {
    const settings = { ...DEFAULT_SETTINGS, terms: { FORMAL_CHECK: { workingDays: 3 } } };
    expect(dueDate(read({ settings }, '2026-09-23 17:00'))?.on).toBe('2026-09-28');
  });

  it('waits in the list until the round ends, when that is known', () => {
    const history = [
      ...filed('2026-09-23 16:42'),
      happened('toExpertise', 'EXPERTISE', '2026-09-24 10:00'),
      happened('toDecision', 'DECISION', '2026-09-25 10:00'),
      happened('waitlist', 'WAITLISTED', '2026-09-28 10:00'),
    ];
    const known = { ...DEFAULT_SETTINGS, roundEndsOn: '2026-12-01' };
    expect(clock(read({ history, settings: known }, '2026-10-01 10:00'))).toMatchObject({
      turn: 'OUTSIDE',
      due: { on: '2026-12-01', overdue: false },
      nextSteps: [],
    });
    expect(dueDate(read({ history }, '2026-10-01 10:00'))).toBeNull();
  });

  it('refuses an empty history', () => {
    expect(() => clock(read({ history: [] }, '2026-10-01 10:00'))).toThrow(RangeError);
  });
});

describe('the clock of joining', () => {
  const joining = (history: HistoryEntry[], now: string): ClockReading =>
    read({ flow: MEMBERSHIP_FLOW, history }, now);
  const reviewed = [
    ...filed('2026-09-23 16:42'),
    happened('toReview', 'REVIEW', '2026-09-28 10:00'),
  ];
  const agreement = [
    ...reviewed,
    happened('conclude', 'REVIEW', '2026-09-29 10:00'),
    happened('approve', 'APPROVED', '2026-10-01 10:00'),
    happened('prepareAgreement', 'AGREEMENT', '2026-10-01 10:01'),
  ];

  it('dates all steps to the registry, both signatures apart', () => {
    const { due, nextSteps, decisionBy } = clock(joining(reviewed, '2026-09-28 11:00'));
    expect(due?.on).toBe('2026-10-12');
    expect(decisionBy?.on).toBe('2026-10-12');
    expect(nextSteps.map(({ state, owner, latestBy }) => [state, owner, latestBy])).toEqual([
      ['APPROVED', 'CENTRE', '2026-10-14'],
      ['AGREEMENT', 'APPLICANT', '2026-10-28'],
      ['AGREEMENT', 'CENTRE', '2026-11-05'],
      ['ENTERED', 'NONE', '2026-11-05'],
    ]);
  });

  it('does not start a term again when something is noted within a state', () => {
    const history = [...reviewed, happened('conclude', 'REVIEW', '2026-10-05 10:00')];
    expect(dueDate(joining(history, '2026-10-05 11:00'))?.on).toBe('2026-10-12');
  });

  it('never lets the decision take more than 30 calendar days with the centre', () => {
    const slow = [...filed('2026-09-23 16:42'), happened('toReview', 'REVIEW', '2026-10-19 10:00')];
    // 23 September and 30 days.
    expect(dueDate(joining(slow, '2026-10-19 11:00'))?.on).toBe('2026-10-23');
    const returned = [
      ...filed('2026-09-23 16:42'),
      happened('returnWithRemarks', 'RETURNED', '2026-09-24 10:00'),
      happened('answerRemarks', 'FORMAL_CHECK', '2026-10-05 10:00'),
      happened('toReview', 'REVIEW', '2026-10-21 10:00'),
    ];
    // Eleven days with the applicant do not count; ten working days would end on 5 November.
    expect(dueDate(joining(returned, '2026-10-21 11:00'))?.on).toBe('2026-11-03');
  });

  it('passes the move to the centre once the applicant has accepted the agreement', () => {
    expect(clock(joining(agreement, '2026-10-05 10:00'))).toMatchObject({
      turn: 'APPLICANT',
      due: { on: '2026-10-15' },
      nextSteps: [
        { state: 'AGREEMENT', owner: 'CENTRE', latestBy: '2026-10-22' },
        { state: 'ENTERED' },
      ],
    });
    const accepted = [...agreement, happened('acceptAgreement', 'AGREEMENT', '2026-10-05 12:00')];
    expect(clock(joining(accepted, '2026-10-07 10:00'))).toMatchObject({
      turn: 'CENTRE',
      due: { on: '2026-10-12', workingDaysLeft: 4 },
      totals: { CENTRE: 8, APPLICANT: 2 },
      nextSteps: [{ state: 'ENTERED', owner: 'NONE', latestBy: '2026-10-12' }],
    });
  });
});
