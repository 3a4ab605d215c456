import { Injectable } from '@nestjs/common';

import { Clock, Database, Kept, type Tx } from '@okno/server/core';
import { type CalendarYear, calendarYearProblems, WorkCalendar } from '@okno/shared/work-calendar';

/** How long a process goes on with the calendars it has read, in milliseconds. */
const KEPT_MS = 60_000;

/** The work calendars of the portal, kept in memory. */
@Injectable()
export class CalendarService {
  private readonly kept = new Kept(() => this.read(), KEPT_MS);
  private readonly calendars = new Map<string, { of: CalendarYear[]; calendar: WorkCalendar }>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The calendar of a region; a year the region has no data of its own for is the country's. */
  async calendar(region = 'RU'): Promise<WorkCalendar> {
    const years = await this.years();
    const known = this.calendars.get(region);
    if (known?.of === years) {
      return known.calendar;
    }
    const calendar = new WorkCalendar(years, region);
    this.calendars.set(region, { of: years, calendar });
    return calendar;
  }

  /** Every loaded year of every region, as `FormContext.calendars` wants them. */
  years(): Promise<CalendarYear[]> {
    return this.kept.get();
  }

  /**
   * Puts years in place of what was there. Says how many changed; a year with the same days stays as it is.
   * @throws RangeError when the data of a year contradict themselves
   */
  async load(tx: Tx, years: readonly CalendarYear[], source: string): Promise<number> {
    let changed = 0;
    for (const year of years) {
      const [problem] = calendarYearProblems(year);
      if (problem !== undefined) {
        throw new RangeError(`working calendar ${year.region} ${year.year}: ${problem}`);
      }
      changed += (await this.put(tx, year, source)) ? 1 : 0;
    }
    this.kept.forget();
    return changed;
  }

  private async put(tx: Tx, year: CalendarYear, source: string): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO work_calendar_year AS old
         (region, year, status, non_working, working_weekends, shortened, source, loaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (region, year) DO UPDATE SET status = excluded.status, non_working = excluded.non_working,
         working_weekends = excluded.working_weekends, shortened = excluded.shortened,
         source = excluded.source, loaded_at = excluded.loaded_at
       WHERE (old.status, old.non_working, old.working_weekends, old.shortened, old.source)
         IS DISTINCT FROM
         (excluded.status, excluded.non_working, excluded.working_weekends, excluded.shortened, excluded.source)
       RETURNING year`,
      [
        year.region,
        year.year,
        year.status,
        JSON.stringify(year.nonWorking),
        JSON.stringify(year.workingWeekends),
        JSON.stringify(year.shortened),
        source,
        this.clock.now(),
      ],
    );
    return rows.length > 0;
  }

  private read(): Promise<CalendarYear[]> {
    return this.db.query<CalendarYear>(
      `SELECT region, year, status, non_working AS "nonWorking", working_weekends AS "workingWeekends", shortened
       FROM work_calendar_year ORDER BY region, year`,
    );
  }
}
