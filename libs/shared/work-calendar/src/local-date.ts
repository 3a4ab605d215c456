/** A day of the calendar on the wall, `YYYY-MM-DD`, without a zone. Such strings compare as the days do. */
export type LocalDate = string;

const DAY_MS = 86_400_000;

/** Whether `text` is a day that exists, from the year 1000 on. */
export function isLocalDate(text: string): boolean {
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && dateOfDay(utcDay(match)) === text;
}

/** The day `days` after the date, before it when negative. */
export function plusDays(date: LocalDate, days: number): LocalDate {
  const result = dateOfDay(dayNumber(date) + days);
  if (!Number.isInteger(days) || !isLocalDate(result)) {
    throw new RangeError(`${date} plus ${days} days leaves the calendar`);
  }
  return result;
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function isWeekend(date: LocalDate): boolean {
  // Day 0 was a Thursday, so days 2 and 3 of every seven are Saturday and Sunday.
  const day = ((dayNumber(date) % 7) + 7) % 7;
  return day === 2 || day === 3;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** Days since 1970-01-01. Throws RangeError when the text is no date. */
export function dayNumber(date: LocalDate): number {
  const match = isLocalDate(date) ? /^(\d+)-(\d+)-(\d+)$/.exec(date) : null;
  if (match === null) {
    throw new RangeError(`not a date: ${date}`);
  }
  return utcDay(match);
}

function utcDay([, year, month, day]: RegExpExecArray): number {
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
}

/** The first ten characters are the date for years 1000–9999; others are refused by the callers. */
function dateOfDay(day: number): string {
  const date = new Date(day * DAY_MS);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
