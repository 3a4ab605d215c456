import type { CalendarDate, CalendarOptions, WorkCalendar } from './calendar';
import { type LocalDate, plusDays } from './local-date';

/** Far above any term of a procedure (about 40 years); a wrong number must not count for minutes. */
const MAX_DAYS = 10_000;

/** Whether the day is worked. Throws CalendarMissingError for a year that is not adopted. */
export function isWorkingDay(
  calendar: WorkCalendar,
  date: LocalDate,
  options?: CalendarOptions,
): boolean {
  return calendar.day(date, options).working;
}

/**
 * The end of a term in working days: day 1 is the working day after `from` (article 191 of the Civil Code),
 * whether or not `from` itself is worked. A negative number counts back (a reminder two working days before
 * the end); zero is `from` itself. Throws CalendarMissingError, see CalendarOptions.
 */
export function addWorkingDays(
  calendar: WorkCalendar,
  from: LocalDate,
  workingDays: number,
  options?: CalendarOptions,
): CalendarDate {
  assertDays(workingDays);
  const step = workingDays < 0 ? -1 : 1;
  let { date, provisional }: CalendarDate = { date: plusDays(from, 0), provisional: false };
  for (let left = Math.abs(workingDays); left > 0;) {
    date = plusDays(date, step);
    const day = calendar.day(date, options);
    provisional ||= day.provisional;
    left -= day.working ? 1 : 0;
  }
  return { date, provisional };
}

/** The day itself if it is worked, otherwise the next working day. */
export function workingDayOnOrAfter(
  calendar: WorkCalendar,
  date: LocalDate,
  options?: CalendarOptions,
): CalendarDate {
  const day = calendar.day(date, options);
  if (day.working) {
    return { date, provisional: day.provisional };
  }
  const next = addWorkingDays(calendar, date, 1, options);
  return { date: next.date, provisional: next.provisional || day.provisional };
}

/**
 * The end of a term in calendar days; when it falls on a day off, the next working day (article 193 of the
 * Civil Code).
 */
export function addCalendarDays(
  calendar: WorkCalendar,
  from: LocalDate,
  days: number,
  options?: CalendarOptions,
): CalendarDate {
  assertDays(days);
  return workingDayOnOrAfter(calendar, plusDays(from, days), options);
}

/**
 * How many working days passed from `from` to `to`: those after `from` up to and with `to`, so it is what
 * `addWorkingDays` would have to add. Negative when `to` is the earlier one. Neighbouring stretches add up:
 * no day is counted twice, none is lost.
 */
export function workingDaysBetween(
  calendar: WorkCalendar,
  from: LocalDate,
  to: LocalDate,
  options?: CalendarOptions,
): { readonly days: number; readonly provisional: boolean } {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1];
  let days = 0;
  let provisional = false;
  for (let date = plusDays(first, 0); date < last;) {
    date = plusDays(date, 1);
    const day = calendar.day(date, options);
    provisional ||= day.provisional;
    days += day.working ? sign : 0;
  }
  return { days, provisional };
}

function assertDays(days: number): void {
  if (!Number.isInteger(days) || Math.abs(days) > MAX_DAYS) {
    throw new RangeError(`not a number of days: ${days}`);
  }
}
