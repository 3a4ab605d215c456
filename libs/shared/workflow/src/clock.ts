import type { LocalDate, WorkCalendar } from '@okno/shared/work-calendar';

import { dueOf, isPaused, segmentOn, type CaseDays, type DatedDay } from './due';
import { decisionAmong, stepsAfter, type NextStep } from './forecast';
import type { ApplicationState, Party } from './flow';
import { returnedFrom, segmentsOf, type HistoryReading, type Pause, type Segment } from './segment';
import { isAtRest, stateInfo } from './term';
import { WorkDays } from './work-days';

/** Parties that the clock counts days of; NONE has none. */
export type CountedParty = Exclude<Party, 'NONE'>;

/** What the clock is read from. */
export interface ClockReading extends HistoryReading {
  readonly pauses: readonly Pause[];
  readonly calendar: WorkCalendar;
  /** The cluster's zone: dates and terms are decided there. */
  readonly zone: string;
  readonly now: Date;
}

/** The term that runs now. */
export interface Due extends DatedDay {
  /** The local day of the event that began it; its first counted day is the working day after. */
  readonly since: LocalDate;
  /** Working days left, today included. */
  readonly workingDaysLeft: number;
  readonly overdue: boolean;
}

/** Whose days a case has taken so far, and when it goes on. Days off belong to nobody. */
export interface Clock {
  /** Local date at `now`. */
  readonly today: LocalDate;
  readonly state: ApplicationState;
  /** Whose move it is. */
  readonly turn: Party;
  /** Why the centre's term stands still, and since which local day. */
  readonly paused: {
    readonly reason: 'RETURNED' | 'OUTSIDE';
    readonly since: LocalDate;
    /** With OUTSIDE: what is awaited. */
    readonly awaited: string | null;
  } | null;
  /** The local day of filing; null in a draft. */
  readonly since: LocalDate | null;
  /** Working days by party, from the working day after filing to today or the end. */
  readonly totals: Readonly<Record<CountedParty, number>>;
  readonly days: readonly { readonly date: LocalDate; readonly party: CountedParty }[];
  readonly due: Due | null;
  /** The decision not later than, as things stand; null when it is behind or cannot be dated. */
  readonly decisionBy: DatedDay | null;
  readonly nextSteps: readonly NextStep[];
  /** In a returned case: the decision not later than, if answered today or on the last day. */
  readonly forecast: { readonly ifToday: DatedDay; readonly ifLastDay: DatedDay } | null;
}

/**
 * The honest clock. A working day belongs to whoever had the move when it began: an event moves the
 * count from the next working day on (art. 191 of the Civil Code). The time with the applicant or
 * with an outside source is not the centre's, and the rest of the centre's term is saved.
 * @throws RangeError when the history is empty
 */
export function clock(reading: ClockReading): Clock {
  const one = caseDays(reading);
  const current = last(one);
  const pause = pauseOf(reading, one, current);
  const days = daysOf(one);
  const due = currentDue(one);
  const origin = returnedFrom(reading.history);
  const done = due && later(due, one.today);
  const nextSteps = stepsAfter(one, origin, done);
  return {
    today: one.today,
    state: current.state,
    turn: pause?.reason === 'OUTSIDE' ? 'OUTSIDE' : current.owner,
    paused: pause,
    since: filing(one)?.on ?? null,
    totals: totalsOf(days),
    days,
    due,
    decisionBy: decisionBy(one, current, due, nextSteps),
    nextSteps,
    forecast: forecastOf(one, current, origin, done),
  };
}

/** The last day of the term that runs now: what a case is sorted, reminded and expired by. */
export function dueDate(reading: ClockReading): DatedDay | null {
  const one = caseDays(reading);
  return dueOf(one, one.segments.length - 1);
}

/**
 * Like every event, a pause counts from the day after it began, and the day on which the answer came
 * is still paused. One that is open has lasted until today.
 */
function caseDays(reading: ClockReading): CaseDays {
  const days = new WorkDays(reading.calendar, reading.zone);
  const today = days.localDate(reading.now);
  return {
    flow: reading.flow,
    settings: reading.settings,
    days,
    segments: segmentsOf(reading, days),
    pauses: reading.pauses.map(({ from, to }) => ({
      after: days.localDate(from),
      through: to === null ? today : days.localDate(to),
    })),
    today,
  };
}

function last(one: CaseDays): Segment {
  const current = one.segments.at(-1);
  if (current === undefined) {
    throw new RangeError('a clock needs at least one transition');
  }
  return current;
}

function filing(one: CaseDays): Segment | undefined {
  return one.segments.find((segment) => segment.state !== 'DRAFT');
}

function daysOf(one: CaseDays): { date: LocalDate; party: CountedParty }[] {
  const from = filing(one);
  const current = last(one);
  if (from === undefined) {
    return [];
  }
  const end = isAtRest(one.flow, current.state) ? current.on : one.today;
  return one.days.range(from.on, end).flatMap(({ date, working }) => {
    const segment = working ? segmentOn(one.segments, date) : undefined;
    if (segment === undefined || segment.owner === 'NONE') {
      return [];
    }
    return [{ date, party: isPaused(one, segment, date) ? 'OUTSIDE' : segment.owner }];
  });
}

function totalsOf(days: readonly { party: CountedParty }[]): Record<CountedParty, number> {
  const totals = { APPLICANT: 0, CENTRE: 0, EXPERT: 0, COUNCIL: 0, OUTSIDE: 0 };
  for (const { party } of days) {
    totals[party] += 1;
  }
  return totals;
}

function pauseOf(reading: ClockReading, one: CaseDays, current: Segment): Clock['paused'] {
  if (stateInfo(one.flow, current.state).clockPaused) {
    return { reason: 'RETURNED', since: current.on, awaited: null };
  }
  const open = reading.pauses.find((pause) => pause.to === null);
  return open && !isAtRest(one.flow, current.state) && current.owner !== 'APPLICANT'
    ? { reason: 'OUTSIDE', since: one.days.localDate(open.from), awaited: open.awaited ?? null }
    : null;
}

function currentDue(one: CaseDays): Due | null {
  const index = one.segments.length - 1;
  const current = one.segments[index];
  const due = dueOf(one, index);
  if (due === null || current === undefined) {
    return null;
  }
  const left = one.days
    .range(current.on, due.on)
    .filter((mark) => mark.working && mark.date >= one.today && !isPaused(one, current, mark.date));
  return {
    ...due,
    since: current.on,
    workingDaysLeft: left.length,
    overdue: one.today > due.on,
  };
}

/** What is late can be done today at the earliest. */
function later(due: DatedDay, today: LocalDate): DatedDay {
  return due.on < today ? { ...due, on: today } : due;
}

function decisionBy(
  one: CaseDays,
  current: Segment,
  due: DatedDay | null,
  steps: readonly NextStep[],
): DatedDay | null {
  const ahead = decisionAmong(one, steps);
  if (ahead !== null || current.state !== one.flow.decidedIn || due === null) {
    return ahead;
  }
  return { on: due.on, provisional: due.provisional };
}

function forecastOf(
  one: CaseDays,
  current: Segment,
  origin: ApplicationState | null,
  lastDay: DatedDay | null,
): Clock['forecast'] {
  if (current.state !== 'RETURNED') {
    return null;
  }
  const today = { on: one.today, provisional: false };
  const ifToday = decisionAmong(one, stepsAfter(one, origin, today));
  const ifLastDay = decisionAmong(one, stepsAfter(one, origin, lastDay));
  return ifToday && ifLastDay && { ifToday, ifLastDay };
}
