import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work calendars, one row a year of a region. Expand only. */
export class Calendar1795305600300 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE work_calendar_year (
        region           text NOT NULL,
        year             integer NOT NULL,
        status           text NOT NULL
          CONSTRAINT work_calendar_year_status_known CHECK (status IN ('adopted', 'provisional')),
        non_working      jsonb NOT NULL,
        working_weekends jsonb NOT NULL,
        shortened        jsonb NOT NULL,
        source           text NOT NULL,
        loaded_at        timestamptz NOT NULL,
        PRIMARY KEY (region, year)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE work_calendar_year');
  }
}
