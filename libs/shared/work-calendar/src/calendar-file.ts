import { type CalendarYear, calendarYearProblems, countWorkingDays } from './calendar-year';

/**
 * Reads `db/reference/working-calendar.json`: `{ source, region, years: [{ year, status, nonWorking,
 * workingWeekends, shortened, workingDays }] }`. `workingDays` is the published number of the year, or null
 * when none is; the data must agree with it. Throws RangeError that names what is wrong.
 */
export function readCalendarFile(file: unknown): CalendarYear[] {
  if (!isRecord(file) || typeof file['region'] !== 'string' || !Array.isArray(file['years'])) {
    throw new RangeError('working calendar: region and years are expected');
  }
  const region = file['region'];
  const rows: unknown[] = file['years'];
  return rows.map((row) => readYear(row, region));
}

function readYear(row: unknown, region: string): CalendarYear {
  if (!isRecord(row)) {
    throw new RangeError('working calendar: a year is not an object');
  }
  const { year, status, workingDays } = row;
  if (typeof year !== 'number' || (status !== 'adopted' && status !== 'provisional')) {
    throw new RangeError('working calendar: a year has a number and a status');
  }
  const data: CalendarYear = {
    region,
    year,
    status,
    nonWorking: dates(row['nonWorking'], year),
    workingWeekends: dates(row['workingWeekends'], year),
    shortened: dates(row['shortened'], year),
  };
  const problems = calendarYearProblems(data);
  if (problems.length === 0 && workingDays !== null && workingDays !== countWorkingDays(data)) {
    problems.push(`${countWorkingDays(data)} working days, published are ${String(workingDays)}`);
  }
  if (problems.length > 0) {
    throw new RangeError(`working calendar ${year}: ${problems.join('; ')}`);
  }
  return data;
}

function dates(list: unknown, year: number): string[] {
  if (!Array.isArray(list) || !list.every((date) => typeof date === 'string')) {
    throw new RangeError(`working calendar ${year}: a list of dates is expected`);
  }
  return list;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
