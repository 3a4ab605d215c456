import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dates of documents, and the documents that an organisation may use again. Expand only. */
export class Passport1795568400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE document ADD COLUMN issued_on date, ADD COLUMN valid_to date,
        ADD CONSTRAINT document_valid_after_issue CHECK (valid_to >= issued_on)`);
    await db.query(`
      CREATE TABLE passport_document (
        id              uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        kind            text NOT NULL,
        label           jsonb NOT NULL,
        document_id     uuid NOT NULL,
        sha256          text NOT NULL,
        added_at        timestamptz NOT NULL,
        closed_at       timestamptz,
        warned_of       date
      )`);
    await db.query(`
      CREATE UNIQUE INDEX passport_document_once ON passport_document (organisation_id, kind, sha256)
      WHERE closed_at IS NULL`);
    await db.query(
      'CREATE INDEX passport_document_organisation ON passport_document (organisation_id, id)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE passport_document');
    await db.query('ALTER TABLE document DROP COLUMN issued_on, DROP COLUMN valid_to');
  }
}
