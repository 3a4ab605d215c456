import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that were taken while the antivirus was silent are found without a walk over all. Expand only. */
export class DocumentScan1795556400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX document_unscanned ON document (uploaded_at, id)
      WHERE scan = 'NOT_SCANNED' AND state = 'CURRENT'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX document_unscanned');
  }
}
