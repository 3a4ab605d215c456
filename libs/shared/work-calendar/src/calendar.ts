import { type CalendarYear, calendarYearProblems, statutoryYear } from './calendar-year';
import { isWeekend, type LocalDate, yearOf } from './local-date';

/** How a calculation treats a year whose calendar is not adopted. */
export interface CalendarOptions {
  /**
   * false (the default): such a year raises CALENDAR_MISSING. true: its statutory days and weekends are
   * used and the answer says `provisional: true`, to be counted again when the year is loaded.
   */
  readonly provisional?: boolean | undefined;
}

/** A date that was worked out. `provisional` is never true unless the option asked for it. */
export interface CalendarDate {
  readonly date: LocalDate;
  readonly provisional: boolean;
}

/** A term reaches a year whose calendar is not adopted yet. */
export class CalendarMissingError extends Error {
  readonly code = 'CALENDAR_MISSING';

  constructor(
    readonly year: number,
    readonly region: string,
  ) {
    super(`no adopted working calendar of ${region} for ${year}`);
    this.name = 'CalendarMissingError';
  }
}

/** What one day is. */
export interface DayFacts {
  readonly working: boolean;
  /** A working day that ends one hour earlier. */
  readonly shortened: boolean;
  /** The year is not adopted: this is what the statute alone says. */
  readonly provisional: boolean;
}

interface IndexedYear {
  readonly provisional: boolean;
  readonly nonWorking: ReadonlySet<LocalDate>;
  readonly workingWeekends: ReadonlySet<LocalDate>;
  readonly shortened: ReadonlySet<LocalDate>;
}

/** The loaded years of one region, indexed. Unchanging: build a new one when a year is loaded. */
export class WorkCalendar {
  readonly region: string;
  readonly #years: ReadonlyMap<number, IndexedYear>;

  /**
   * Takes the years of the region out of `years`; a year the region has no data of its own for is taken
   * from `RU`. Throws RangeError when the data of a year contradict themselves.
   */
  constructor(years: readonly CalendarYear[], region = 'RU') {
    this.region = region;
    const ofRegion = years.filter((year) => year.region === region);
    const ofCountry = years.filter((year) => year.region === 'RU');
    this.#years = new Map([...ofCountry, ...ofRegion].map((year) => [year.year, indexed(year)]));
  }

  /** What the day is. Throws CalendarMissingError when its year is not adopted and the options are strict. */
  day(date: LocalDate, options: CalendarOptions = {}): DayFacts {
    const year = this.#year(yearOf(date), options);
    const working =
      year.workingWeekends.has(date) || (!isWeekend(date) && !year.nonWorking.has(date));
    return {
      working,
      shortened: working && year.shortened.has(date),
      provisional: year.provisional,
    };
  }

  #year(year: number, options: CalendarOptions): IndexedYear {
    const loaded = this.#years.get(year);
    if (loaded && !loaded.provisional) {
      return loaded;
    }
    if (!options.provisional) {
      throw new CalendarMissingError(year, this.region);
    }
    return loaded ?? indexed(statutoryYear(year, this.region));
  }
}

function indexed(data: CalendarYear): IndexedYear {
  const problems = calendarYearProblems(data);
  if (problems.length > 0) {
    throw new RangeError(`working calendar ${data.region} ${data.year}: ${problems.join('; ')}`);
  }
  return {
    provisional: data.status === 'provisional',
    nonWorking: new Set(data.nonWorking),
    workingWeekends: new Set(data.workingWeekends),
    shortened: new Set(data.shortened),
  };
}
