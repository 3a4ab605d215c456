import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may get a measure stands with the version of the measure, as rules that the reference data fill in; what a
 * check found may say from when, or with which change, it would pass. Expand only.
 */
export class Eligibility1795567200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE measure_version ADD COLUMN eligibility jsonb');
    await db.query('ALTER TABLE check_result ADD COLUMN becomes_true jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE check_result DROP COLUMN becomes_true');
    await db.query('ALTER TABLE measure_version DROP COLUMN eligibility');
  }
}
