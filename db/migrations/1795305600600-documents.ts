import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stored files and the documents of applications. Expand only. */
export class Documents1795305600600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stored_file (
        key        text PRIMARY KEY,
        sha256     text NOT NULL CONSTRAINT stored_file_sha256_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size       integer NOT NULL CONSTRAINT stored_file_not_empty CHECK (size > 0),
        mime       text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await db.query(`
      CREATE TABLE document (
        id             uuid PRIMARY KEY,
        application_id uuid NOT NULL,
        slot           text NOT NULL,
        file_key       text NOT NULL CONSTRAINT document_file REFERENCES stored_file (key),
        name           text NOT NULL,
        mime           text NOT NULL,
        size           integer NOT NULL,
        sha256         text NOT NULL,
        scan           text NOT NULL
          CONSTRAINT document_scan_known CHECK (scan IN ('NOT_SCANNED', 'CLEAN', 'INFECTED')),
        version        integer NOT NULL,
        state          text NOT NULL
          CONSTRAINT document_state_known CHECK (state IN ('CURRENT', 'REPLACED', 'REMOVED')),
        replaced_by    uuid,
        uploaded_by    uuid NOT NULL,
        uploaded_at    timestamptz NOT NULL,
        closed_at      timestamptz
      )`);
    await db.query('CREATE INDEX document_application ON document (application_id, slot, id)');
    await db.query('CREATE INDEX document_file_key ON document (file_key)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE document');
    await db.query('DROP TABLE stored_file');
  }
}
