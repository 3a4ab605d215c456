import type { LocalDate } from '@okno/shared/work-calendar';

import type { Flow, Term } from './flow';
import { isStopped, type Segment } from './segment';
import { pathOf, stateInfo, type FlowSettings } from './term';
import type { DayMark, WorkDays } from './work-days';

/** A local date, and whether it rests on a calendar that is not adopted yet (ruling 1). */
export interface DatedDay {
  readonly on: LocalDate;
  readonly provisional: boolean;
}

/** A case on the calendar: what due dates and the clock are counted from. */
export interface CaseDays {
  readonly flow: Flow;
  readonly settings: FlowSettings;
  readonly days: WorkDays;
  readonly segments: readonly Segment[];
  /** Paused are the days after `after`, up to and with `through`. */
  readonly pauses: readonly { readonly after: LocalDate; readonly through: LocalDate }[];
  readonly today: LocalDate;
}

/** A term never runs longer than this many days, paused ones included; beyond is a mistake in the data. */
const HORIZON_DAYS = 10_000;

/** Whether a day is spent waiting for an answer from outside. The applicant's own days never are. */
export function isPaused(one: CaseDays, segment: Segment, day: LocalDate): boolean {
  return (
    segment.owner !== 'APPLICANT' &&
    one.pauses.some((pause) => pause.after < day && day <= pause.through)
  );
}

/** The stretch that a day belongs to: the one that the last event before that day began. */
export function segmentOn(segments: readonly Segment[], day: LocalDate): Segment | undefined {
  return segments.findLast((segment) => segment.on < day);
}

/**
 * Working days that a visit of a state may take: of a term that resumes, what the first `before`
 * stretches have left. Null for a term that is not in working days.
 */
export function restOf(
  one: CaseDays,
  state: Segment['state'],
  term: Term | null,
  before: number = one.segments.length,
): number | null {
  if (term === null || !('workingDays' in term)) {
    return null;
  }
  const earlier = stateInfo(one.flow, state).resumes ? one.segments.slice(0, before) : [];
  const used = earlier.map((segment, at) => (segment.state === state ? spent(one, at) : 0));
  return Math.max(
    0,
    used.reduce((rest, days) => rest - days, term.workingDays),
  );
}

function spent(one: CaseDays, index: number): number {
  const segment = one.segments[index];
  if (segment === undefined) {
    return 0;
  }
  const end = one.segments[index + 1]?.on ?? one.today;
  const marks = one.days.range(segment.on, end);
  return marks.filter((mark) => mark.working && !isPaused(one, segment, mark.date)).length;
}

/** The last day of the term of a stretch, paused days not counted. Null where there is no term or its date is not known yet. */
export function dueOf(one: CaseDays, index: number): DatedDay | null {
  const segment = one.segments[index];
  if (!segment?.term || segment.owner === 'NONE') {
    return null;
  }
  const skip = (day: LocalDate): boolean => isPaused(one, segment, day);
  const rest = restOf(one, segment.state, segment.term, index);
  const own = termEnd(one, segment.on, segment.term, rest, skip);
  return own && capped(one, index, own);
}

/** The day on which a term ends that begins after `from`. `rest` replaces the figure of a working-day term. */
export function termEnd(
  one: Pick<CaseDays, 'days' | 'settings'>,
  from: LocalDate,
  term: Term,
  rest: number | null,
  skip: (day: LocalDate) => boolean = () => false,
): DatedDay | null {
  if ('until' in term) {
    const { roundEndsOn, agreementDueOn } = one.settings;
    const on = term.until === 'ROUND_END' ? roundEndsOn : agreementDueOn;
    return on === null ? null : { on, provisional: false };
  }
  if ('workingDays' in term) {
    const wanted = rest ?? term.workingDays;
    return walk(one.days, from, wanted, (mark) => mark.working && !skip(mark.date));
  }
  const last = walk(one.days, from, term.calendarDays, (mark) => !skip(mark.date));
  return firstWorkingFrom(one.days, last);
}

/** Goes day by day until `count` days that count are behind. None to count: the day it began on. */
function walk(
  days: WorkDays,
  from: LocalDate,
  count: number,
  counts: (mark: DayMark) => boolean,
): DatedDay {
  let on = from;
  let left = count;
  let provisional = false;
  for (let step = 0; left > 0 && step < HORIZON_DAYS; step += 1) {
    on = days.next(on);
    const mark = days.mark(on);
    provisional ||= mark.provisional;
    left -= counts(mark) ? 1 : 0;
  }
  return { on, provisional };
}

/** A term of calendar days that ends on a day off ends on the next working day (art. 193 of the Civil Code). */
function firstWorkingFrom(days: WorkDays, end: DatedDay): DatedDay {
  let { on, provisional } = end;
  for (let mark = days.mark(on); !mark.working; mark = days.mark(on)) {
    provisional ||= mark.provisional;
    on = days.next(on);
  }
  return { on, provisional: provisional || days.mark(on).provisional };
}

/** The ceiling over all terms from registration to the decision, where the procedure has one. */
function capped(one: CaseDays, index: number, own: DatedDay): DatedDay {
  const segment = one.segments[index];
  const total = segment && !isStopped(one.flow, segment) ? totalEnd(one) : null;
  return total !== null && segment && isUndecided(one, segment.state) && total.on < own.on
    ? total
    : own;
}

/**
 * The end of the ceiling: it runs from the registration date and stands still with the applicant and
 * while paused. `stoppedThrough` says how long a return that is not answered yet will last.
 */
export function totalEnd(one: CaseDays, stoppedThrough: LocalDate = one.today): DatedDay | null {
  const start = one.segments.find((segment) => segment.state === 'REGISTERED');
  const total = one.settings.terms.TOTAL ?? one.flow.total;
  if (start === undefined || total === null) {
    return null;
  }
  const skip = (day: LocalDate): boolean => {
    const segment = segmentOn(one.segments, day);
    if (segment === undefined) {
      return false;
    }
    const open = segment === one.segments.at(-1);
    const stopped = isStopped(one.flow, segment) && (!open || day <= stoppedThrough);
    return stopped || isPaused(one, segment, day);
  };
  return termEnd(one, start.on, total, null, skip);
}

/** Whether the decision still lies ahead in a registered case. */
export function isUndecided(
  one: Pick<CaseDays, 'flow' | 'settings'>,
  state: Segment['state'],
): boolean {
  const path = pathOf(one.flow, one.settings);
  const at = path.indexOf(state);
  return at >= path.indexOf('REGISTERED') && at < path.indexOf('APPROVED');
}
