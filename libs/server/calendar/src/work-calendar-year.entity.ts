import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

import type { CalendarStatus } from '@okno/shared/work-calendar';

/** The production calendar of one year in one region. */
@Entity('work_calendar_year')
@Check('work_calendar_year_status_known', `status IN ('adopted', 'provisional')`)
export class WorkCalendarYearRow {
  /** `RU`, or the ISO 3166-2 code of a region with holidays of its own. */
  @PrimaryColumn('text') region!: string;
  @PrimaryColumn('integer') year!: number;
  @Column('text') status!: CalendarStatus;
  @Column('jsonb') nonWorking!: string[];
  @Column('jsonb') workingWeekends!: string[];
  @Column('jsonb') shortened!: string[];
  @Column('text') source!: string;
  @Column('timestamptz') loadedAt!: Date;
}
