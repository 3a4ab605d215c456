import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a draft that its people want gone will be deleted. Expand only. */
export class DraftDeletion1795570200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE application ADD COLUMN delete_at timestamptz,
        ADD CONSTRAINT application_only_drafts_go CHECK (delete_at IS NULL OR state IN ('DRAFT', 'EXPIRED', 'WITHDRAWN'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE application DROP COLUMN delete_at');
  }
}
