import {
  endOfDay,
  instantAt,
  plusDays,
  type LocalDate,
  type WorkCalendar,
} from '@okno/shared/work-calendar';

/** What a term's alarm does: a reminder, the word to the head on the last day, the end of the case. */
export type AlarmStep = 'NEAR' | 'REACHED' | 'EXPIRE';

export interface Alarm {
  step: AlarmStep;
  at: Date;
}

/** A term that runs. */
export interface RunningTerm {
  dueOn: LocalDate;
  /** The flow ends the case when the term is over. */
  expires: boolean;
}

/** Working days before the last one on which the performer is reminded (domain.md §3). */
const NEAR_DAYS = 2;
const MORNING = '09:00:00';

/**
 * The next alarm of a term after `done`, or null when nothing is left to happen. A reminder whose
 * morning has passed is left out; the end is never left out.
 */
export function nextAlarm(
  { dueOn, expires }: RunningTerm,
  done: AlarmStep | null,
  now: Date,
  place: { calendar: WorkCalendar; zone: string },
): Alarm | null {
  const near = { step: 'NEAR', at: instantAt(nearDay(dueOn, place.calendar), MORNING, place.zone) };
  const reached = { step: 'REACHED', at: instantAt(dueOn, MORNING, place.zone) };
  const ahead = ([near, reached] satisfies { step: string; at: Date }[])
    .slice(done === null ? 0 : done === 'NEAR' ? 1 : 2)
    .find((alarm) => alarm.at > now);
  if (ahead) {
    return { step: ahead === near ? 'NEAR' : 'REACHED', at: ahead.at };
  }
  return expires && done !== 'EXPIRE'
    ? { step: 'EXPIRE', at: new Date(endOfDay(dueOn, place.zone).getTime() + 1000) }
    : null;
}

function nearDay(dueOn: LocalDate, calendar: WorkCalendar): LocalDate {
  let day = dueOn;
  for (let left = NEAR_DAYS; left > 0;) {
    day = plusDays(day, -1);
    left -= calendar.day(day, { provisional: true }).working ? 1 : 0;
  }
  return day;
}
