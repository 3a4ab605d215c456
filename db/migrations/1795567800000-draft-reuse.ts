import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which earlier application a draft's first answers are. Expand only. */
export class DraftReuse1795567800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE application ADD COLUMN reuse jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE application DROP COLUMN reuse');
  }
}
