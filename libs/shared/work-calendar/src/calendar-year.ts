import { isLocalDate, isWeekend, type LocalDate, plusDays, yearOf } from './local-date';

/** `adopted`: the government's decree for the year is loaded. `provisional`: the statutory days only. */
export type CalendarStatus = 'adopted' | 'provisional';

/** One year of the production calendar of one region, as it is kept in data. */
export interface CalendarYear {
  /** `RU`, or the ISO 3166-2 code of a region with holidays of its own (`RU-BA`). */
  readonly region: string;
  readonly year: number;
  readonly status: CalendarStatus;
  /** Holidays and days off moved by decree. Plain Saturdays and Sundays need not be listed. */
  readonly nonWorking: readonly LocalDate[];
  /** Saturdays and Sundays that are worked. */
  readonly workingWeekends: readonly LocalDate[];
  /** Working days that end one hour earlier. */
  readonly shortened: readonly LocalDate[];
}

/** Holidays of article 112 of the Labour Code, as month and day. */
export const STATUTORY_HOLIDAYS = [
  '01-01',
  '01-02',
  '01-03',
  '01-04',
  '01-05',
  '01-06',
  '01-07',
  '01-08',
  '02-23',
  '03-08',
  '05-01',
  '05-09',
  '06-12',
  '11-04',
] as const;

/** A year nobody has decreed yet: the statutory holidays and the weekends, no days moved. */
export function statutoryYear(year: number, region = 'RU'): CalendarYear {
  return {
    region,
    year,
    status: 'provisional',
    nonWorking: STATUTORY_HOLIDAYS.map((day) => `${year}-${day}`),
    workingWeekends: [],
    shortened: [],
  };
}

/** What is wrong with the data of a year, one sentence each; empty when it can be used. */
export function calendarYearProblems(data: CalendarYear): string[] {
  const nonWorking = new Set(data.nonWorking);
  const workingWeekends = new Set(data.workingWeekends);
  const lists = {
    nonWorking: data.nonWorking,
    workingWeekends: data.workingWeekends,
    shortened: data.shortened,
  };
  const problems: string[] = [];
  for (const [name, dates] of Object.entries(lists)) {
    const wrong = dates.filter((date) => !isLocalDate(date) || yearOf(date) !== data.year);
    problems.push(...wrong.map((date) => `${name}: ${date} is not a date of ${data.year}`));
    if (new Set(dates).size !== dates.length) {
      problems.push(`${name}: a date is listed twice`);
    }
  }
  if (problems.length > 0) {
    return problems;
  }
  for (const date of data.workingWeekends) {
    if (!isWeekend(date) || nonWorking.has(date)) {
      problems.push(`workingWeekends: ${date} is not a weekend day that is worked`);
    }
  }
  for (const date of data.shortened) {
    if (nonWorking.has(date) || (isWeekend(date) && !workingWeekends.has(date))) {
      problems.push(`shortened: ${date} is a day off`);
    }
  }
  return problems;
}

/** Working days of a whole year: what the published calendars state, to prove the data against. */
export function countWorkingDays(data: CalendarYear): number {
  const nonWorking = new Set(data.nonWorking);
  const workingWeekends = new Set(data.workingWeekends);
  let count = 0;
  for (let date = `${data.year}-01-01`; yearOf(date) === data.year; date = plusDays(date, 1)) {
    if (workingWeekends.has(date) || (!isWeekend(date) && !nonWorking.has(date))) {
      count += 1;
    }
  }
  return count;
}
