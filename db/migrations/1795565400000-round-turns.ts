import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When drafts were told that a round opened and closed. Rounds of before are not told again. Expand only. */
export class RoundTurns1795565400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE intake_round ADD COLUMN opening_told_at timestamptz, ADD COLUMN closing_told_at timestamptz`);
    await db.query(`
      UPDATE intake_round SET opening_told_at = CASE WHEN opens_at <= now() THEN now() END,
        closing_told_at = CASE WHEN closes_at <= now() THEN now() END`);
    await db.query(
      'CREATE INDEX intake_round_opening ON intake_round (opens_at) WHERE opening_told_at IS NULL',
    );
    await db.query(
      'CREATE INDEX intake_round_closing ON intake_round (closes_at) WHERE closing_told_at IS NULL',
    );
    await db.query(
      `CREATE INDEX application_draft ON application (measure_code, id) WHERE state = 'DRAFT'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX application_draft');
    await db.query(
      'ALTER TABLE intake_round DROP COLUMN opening_told_at, DROP COLUMN closing_told_at',
    );
  }
}
