import { type LocalDate, plusDays } from '@okno/shared/work-calendar';

import type { Duration } from './rule';

/** The day `duration` later. A month ends where the calendar ends it: 31 January plus one month is 28 February. */
export function plusDuration(date: LocalDate, duration: Duration): LocalDate {
  return 'days' in duration ? plusDays(date, duration.days) : plusMonths(date, duration.months);
}

/** Whole months from `from` to `to`; 0 when it is not after. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const rough = 12 * (year(to) - year(from)) + month(to) - month(from);
  return Math.max(0, rough > 0 && plusMonths(from, rough) > to ? rough - 1 : rough);
}

/** The first day of the next calendar year. */
export function nextYear(date: LocalDate): LocalDate {
  return `${String(year(date) + 1).padStart(4, '0')}-01-01`;
}

function plusMonths(date: LocalDate, months: number): LocalDate {
  const all = 12 * year(date) + month(date) - 1 + months;
  const first = `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
  const day = Math.min(Number(date.slice(8)), daysIn(Math.floor(all / 12), all % 12));
  return `${first}-${String(day).padStart(2, '0')}`;
}

function daysIn(ofYear: number, monthIndex: number): number {
  return new Date(Date.UTC(ofYear, monthIndex + 1, 0)).getUTCDate();
}

function year(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

function month(date: LocalDate): number {
  return Number(date.slice(5, 7));
}
