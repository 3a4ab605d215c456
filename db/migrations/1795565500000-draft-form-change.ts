import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What changed in a draft's form since it was begun, and values that have no place in it any more. Expand only. */
export class DraftFormChange1795565500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE application ADD COLUMN form_change jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE application DROP COLUMN form_change');
  }
}
