import fc from 'fast-check';

import {
  plusDays,
  statutoryYear,
  WorkCalendar,
  workingDaysBetween,
} from '@okno/shared/work-calendar';

import { clock, dueDate, type ClockReading } from './clock';
import type { ApplicationState, Flow, FlowAction } from './flow';
import { FLOWS } from './flows';
import { MEMBERSHIP_FLOW } from './membership.flow';
import { returnedFrom, type HistoryEntry } from './segment';
import { SERVICE_FLOW } from './service.flow';
import { DEFAULT_SETTINGS, isAtRest } from './term';

/** 2026 as decreed; 2027 is not. */
const CALENDAR = new WorkCalendar([
  {
    ...statutoryYear(2026),
    status: 'adopted',
    nonWorking: [
      ...statutoryYear(2026).nonWorking,
      '2026-01-09',
      '2026-03-09',
      '2026-05-11',
      '2026-12-31',
    ],
  },
]);
const ZONE = 'Asia/Novokuznetsk';

/** A moment on the wall clock of Kuzbass. */
const at = (local: string): Date => new Date(`${local.replace(' ', 'T')}:00+07:00`);

const happened = (action: FlowAction, to: ApplicationState, local: string): HistoryEntry => ({
  action,
  to,
  at: at(local),
});

const filed = (local: string): HistoryEntry[] => [
  happened('create', 'DRAFT', '2026-09-14 10:00'),
  happened('submit', 'SUBMITTED', local),
  happened('register', 'REGISTERED', local),
  happened('startFormalCheck', 'FORMAL_CHECK', local),
];

const read = (change: Partial<ClockReading>, now: string): ClockReading => ({
  flow: SERVICE_FLOW,
  settings: DEFAULT_SETTINGS,
  history: filed('2026-09-23 16:42'),
  registeredOn: '2026-09-23',
  pauses: [],
  calendar: CALENDAR,
  zone: ZONE,
  now: at(now),
  ...change,
});

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

/** A random walk through the offered rows of a table, one event after another in time. */
const walks = fc
  .record({
    flow: fc.constantFrom<Flow>(...Object.values(FLOWS)),
    picks: fc.array(fc.record({ row: fc.nat(20), hours: fc.integer({ min: 0, max: 400 }) }), {
      minLength: 1,
      maxLength: 14,
    }),
    wait: fc.integer({ min: 0, max: 2_000 }),
    experts: fc.constantFrom(0, 2),
    pause: fc.option(fc.tuple(fc.nat(300), fc.option(fc.nat(300)))),
  })
  .map(({ flow, picks, wait, experts, pause }) => {
    const history: HistoryEntry[] = [];
    let now = at('2026-02-02 10:00').getTime();
    for (const { row: pick, hours } of picks) {
      const from = history.at(-1)?.to ?? null;
      const origin = returnedFrom(history);
      const rows = flow.transitions.filter(
        (row) =>
          row.offered &&
          row.from === from &&
          (row.returnedFrom === null || row.returnedFrom === origin),
      );
      const row = rows[pick % rows.length];
      if (row === undefined) {
        break;
      }
      now += hours * 3_600_000;
      history.push({ action: row.action, to: row.to, at: new Date(now) });
    }
    const start = at('2026-02-02 10:00').getTime();
    const pauses = pause
      ? [
          {
            from: new Date(start + pause[0] * 3_600_000),
            to: pause[1] === null ? null : new Date(start + (pause[0] + pause[1]) * 3_600_000),
          },
        ]
      : [];
    const settings = { ...DEFAULT_SETTINGS, experts };
    const reading = read(
      { flow, history, pauses, registeredOn: null, settings },
      '2026-02-02 10:00',
    );
    return { ...reading, now: new Date(now + wait * 3_600_000) };
  });

describe('the clock of any case', () => {
  it('gives every working day from filing to now, or to the end, to exactly one party', () => {
    fc.assert(
      fc.property(walks, (reading) => {
        const { totals, days, since, today, state } = clock(reading);
        const sum = Object.values(totals).reduce((all, one) => all + one, 0);
        expect(new Set(days.map((day) => day.date)).size).toBe(days.length);
        expect(sum).toBe(days.length);
        const last = new Date(reading.history.at(-1)?.at ?? reading.now);
        const end = isAtRest(reading.flow, state) ? localDay(last) : today;
        const passed = since === null ? 0 : workingDays(since, end);
        expect(sum).toBe(passed);
      }),
      { numRuns: 1_500 },
    );
  });

  it('dates what lies ahead in order, never before today', () => {
    fc.assert(
      fc.property(walks, (reading) => {
        const { nextSteps, today, due, forecast } = clock(reading);
        const dates = nextSteps.flatMap((step) => (step.latestBy === null ? [] : [step.latestBy]));
        expect(dates).toEqual([...dates].sort());
        expect(dates.filter((date) => date < today)).toEqual([]);
        expect(due === null || due.overdue === due.on < today).toBe(true);
        expect(forecast === null || forecast.ifToday.on <= forecast.ifLastDay.on).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  it('does not move a due date while time passes in an unpaused state', () => {
    fc.assert(
      fc.property(walks, fc.nat(40), (reading, days) => {
        const still = { ...reading, pauses: [] };
        const later = { ...still, now: new Date(still.now.getTime() + days * 86_400_000) };
        expect(dueDate(later)).toEqual(dueDate(still));
      }),
      { numRuns: 1_000 },
    );
  });
});

function localDay(instant: Date): string {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

function workingDays(after: string, through: string): number {
  return workingDaysBetween(CALENDAR, after, plusDays(through, 0), { provisional: true }).days;
}
