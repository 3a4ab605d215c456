/**
 * Working-day arithmetic over calendar data (domain §3 and §8): terms, registration dates, the honest clock.
 * No clock inside: the time is a parameter. A year that is not adopted raises CalendarMissingError, unless
 * `{ provisional: true }` asks for an answer marked provisional.
 * What a program may not pass at all (a text that is no date, an unknown zone) throws RangeError.
 */
export {
  CalendarMissingError,
  type CalendarDate,
  type CalendarOptions,
  type DayFacts,
  WorkCalendar,
} from './calendar';
export { readCalendarFile } from './calendar-file';
export {
  type CalendarStatus,
  type CalendarYear,
  calendarYearProblems,
  countWorkingDays,
  STATUTORY_HOLIDAYS,
  statutoryYear,
} from './calendar-year';
export {
  daysBetween,
  isLocalDate,
  isWeekend,
  type LocalDate,
  plusDays,
  yearOf,
} from './local-date';
export { type FilingRules, registrationDate } from './registration';
export { daySegments, type DaySegment, type Handover, workingDaysByHolder } from './segments';
export {
  addCalendarDays,
  addWorkingDays,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDaysBetween,
} from './terms';
export {
  endOfDay,
  instantAt,
  isZone,
  localDate,
  localDateTime,
  type LocalDateTime,
  startOfDay,
} from './zone';
