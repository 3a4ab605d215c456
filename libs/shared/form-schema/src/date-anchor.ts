import {
  addWorkingDays,
  type CalendarYear,
  plusDays,
  statutoryYear,
  WorkCalendar,
  yearOf,
} from '@okno/shared/work-calendar';
import type { FormContext } from './context';
import type { DateAnchor } from './rule-ast';

export interface ResolvedDay {
  readonly date: string;
  /** Counted over a year whose calendar is not loaded: statutory days off only (ARCHITECTURE §8.1). */
  readonly provisional: boolean;
}

/** The day an anchor means, or nothing when the context lacks what it counts from. */
export function resolveAnchor(
  anchor: DateAnchor,
  context: FormContext,
  field: string | undefined,
): ResolvedDay | undefined {
  const base = baseOf(anchor, context, field);
  const term =
    anchor.workingDays === 'reviewTerm' ? context.reviewTermWorkingDays : anchor.workingDays;
  if (base === undefined || (anchor.workingDays !== undefined && term === undefined)) {
    return undefined;
  }
  const day = plusDays(addMonths(base, anchor.months ?? 0), anchor.calendarDays ?? 0);
  return term === undefined ? { date: day, provisional: false } : workingDay(context, day, term);
}

const MAX_REMEMBERED = 500;

/** Counting days is most of the work of a validation, and the same few terms are asked at every keystroke. */
function workingDay(context: FormContext, from: string, days: number): ResolvedDay {
  const { calendar, counted } = calendarOf(context);
  const key = `${from} ${days}`;
  const known = counted.get(key);
  if (known) {
    return known;
  }
  const day = addWorkingDays(calendar, from, days, { provisional: true });
  if (counted.size >= MAX_REMEMBERED) {
    counted.clear();
  }
  counted.set(key, day);
  return day;
}

interface KnownCalendar {
  readonly calendar: WorkCalendar;
  readonly around: number;
  readonly counted: Map<string, ResolvedDay>;
}

const CALENDARS = new WeakMap<readonly CalendarYear[], KnownCalendar>();
const NO_YEARS: readonly CalendarYear[] = [];

/** Built once a list of years: a form asks for it at every keystroke. */
function calendarOf(context: FormContext): KnownCalendar {
  const years = context.calendars ?? NO_YEARS;
  const region = context.calendarRegion ?? 'RU';
  const around = yearOf(context.filingDate);
  const known = CALENDARS.get(years);
  if (known?.calendar.region === region && known.around === around) {
    return known;
  }
  const calendar = new WorkCalendar([...years, ...missingYears(years, region, around)], region);
  const made = { calendar, around, counted: new Map<string, ResolvedDay>() };
  CALENDARS.set(years, made);
  return made;
}

/** The statute's days for the years a form usually reaches, so that they are not worked out for every day counted. */
function missingYears(
  years: readonly CalendarYear[],
  region: string,
  around: number,
): readonly CalendarYear[] {
  const loaded = new Set(
    years.filter((year) => year.region === region || year.region === 'RU').map((year) => year.year),
  );
  return [-1, 0, 1, 2]
    .map((step) => around + step)
    .filter((year) => !loaded.has(year))
    .map((year) => statutoryYear(year, region));
}

/** The same day `months` later, or the last day of that month where it has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const first = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  const nextIndex = index + 1;
  const next = `${Math.floor(nextIndex / 12)}-${String((nextIndex % 12) + 1).padStart(2, '0')}-01`;
  const wanted = plusDays(first, day - 1);
  return wanted < next ? wanted : plusDays(next, -1);
}

function baseOf(
  anchor: DateAnchor,
  context: FormContext,
  field: string | undefined,
): string | undefined {
  const year = context.roundYear;
  switch (anchor.base) {
    case 'filing':
      return context.filingDate;
    case 'field':
      return field;
    case 'roundYearStart':
      return year === undefined ? undefined : `${year}-01-01`;
    case 'roundYearEnd':
      return year === undefined ? undefined : `${year}-12-31`;
  }
}
