import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that come in several requests. Expand only. */
export class PartialUploads1795585000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE partial_upload (
        id             uuid PRIMARY KEY,
        application_id uuid NOT NULL,
        slot           text NOT NULL,
        name           text NOT NULL,
        fingerprint    text NOT NULL,
        replaces       uuid,
        size           integer NOT NULL CONSTRAINT partial_upload_not_empty CHECK (size > 0),
        received       integer NOT NULL,
        parts          jsonb NOT NULL DEFAULT '[]',
        created_by     uuid NOT NULL,
        created_at     timestamptz NOT NULL,
        expires_at     timestamptz NOT NULL,
        document_id    uuid,
        CONSTRAINT partial_upload_within CHECK (received BETWEEN 0 AND size)
      )`);
    await db.query(
      'CREATE INDEX partial_upload_owner ON partial_upload (application_id, created_by, id)',
    );
    await db.query('CREATE INDEX partial_upload_expires ON partial_upload (expires_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE partial_upload');
  }
}
