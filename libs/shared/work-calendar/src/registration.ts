import type { CalendarDate, CalendarOptions, WorkCalendar } from './calendar';
import { addWorkingDays } from './terms';
import { localDateTime } from './zone';

/** When a cluster takes requests in. */
export interface FilingRules {
  /** IANA zone of the cluster: the day is decided there. */
  readonly zone: string;
  /** Local hour up to which a filing counts for the same day (17 is 17:00:00, that second included). */
  readonly cutOffHour: number;
}

/**
 * The day a filing is registered (domain §3): the same day, if it is worked and the filing came up to the
 * cut-off, which is one hour earlier on a shortened day; otherwise the next working day.
 * Throws CalendarMissingError, see CalendarOptions.
 */
export function registrationDate(
  calendar: WorkCalendar,
  filedAt: Date,
  { zone, cutOffHour }: FilingRules,
  options?: CalendarOptions,
): CalendarDate {
  if (!Number.isInteger(cutOffHour) || cutOffHour < 1 || cutOffHour > 23) {
    throw new RangeError(`not an hour of a cut-off: ${cutOffHour}`);
  }
  const { date, time } = localDateTime(filedAt, zone);
  const day = calendar.day(date, options);
  const lastHour = day.shortened ? cutOffHour - 1 : cutOffHour;
  if (day.working && isUpTo(time, filedAt.getUTCMilliseconds(), lastHour)) {
    return { date, provisional: day.provisional };
  }
  const next = addWorkingDays(calendar, date, 1, options);
  return { date: next.date, provisional: next.provisional || day.provisional };
}

/** 17:00:00.000 is still in time, a millisecond later is not. Zones differ from UTC by whole seconds. */
function isUpTo(time: string, milliseconds: number, hour: number): boolean {
  const last = `${String(hour).padStart(2, '0')}:00:00`;
  return time < last || (time === last && milliseconds === 0);
}
