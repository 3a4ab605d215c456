import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comments inside an organisation and requests for signature. Expand only. */
export class Teamwork1795582800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE team_discussion (
        application_id  uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        last_no         integer NOT NULL
      )`);
    await db.query(`
      CREATE TABLE team_comment (
        id             uuid PRIMARY KEY,
        application_id uuid NOT NULL,
        no             integer NOT NULL,
        thread_id      uuid NOT NULL,
        kind           text NOT NULL CONSTRAINT team_comment_kind_known
                       CHECK (kind IN ('APPLICATION', 'SECTION', 'FIELD', 'DOCUMENT')),
        path           text NOT NULL,
        text           text NOT NULL,
        author_id      uuid NOT NULL,
        author_name    text NOT NULL,
        mentions       jsonb NOT NULL,
        at             timestamptz NOT NULL,
        edited_at      timestamptz,
        deleted_at     timestamptz,
        resolved_at    timestamptz,
        resolved_name  text,
        CONSTRAINT team_comment_deleted_is_empty CHECK (deleted_at IS NULL OR text = ''),
        CONSTRAINT team_comment_resolved_is_first CHECK (resolved_at IS NULL OR id = thread_id)
      )`);
    await db.query('CREATE UNIQUE INDEX team_comment_number ON team_comment (application_id, no)');
    await db.query(`
      CREATE TABLE team_reading (
        application_id uuid NOT NULL,
        account_id     uuid NOT NULL,
        no             integer NOT NULL,
        PRIMARY KEY (application_id, account_id)
      )`);
    await db.query(`
      CREATE TABLE signature_request (
        id              uuid PRIMARY KEY,
        application_id  uuid NOT NULL,
        organisation_id uuid NOT NULL,
        revision        integer NOT NULL,
        answers         jsonb,
        documents       jsonb,
        note            text NOT NULL,
        signers         jsonb NOT NULL,
        requested_by    uuid NOT NULL,
        requested_name  text NOT NULL,
        requested_at    timestamptz NOT NULL,
        state           text NOT NULL CONSTRAINT signature_request_state_known
                        CHECK (state IN ('OPEN', 'SIGNED', 'RETURNED', 'CANCELLED', 'GONE')),
        closed_name     text,
        closed_at       timestamptz,
        reply           text,
        CONSTRAINT signature_request_closed_once CHECK ((state = 'OPEN') = (closed_at IS NULL)),
        CONSTRAINT signature_request_copy_while_open
          CHECK ((state = 'OPEN') = (answers IS NOT NULL AND documents IS NOT NULL))
      )`);
    await db.query(`
      CREATE UNIQUE INDEX signature_request_one_open ON signature_request (application_id) WHERE state = 'OPEN'`);
    await db.query(
      'CREATE INDEX signature_request_application ON signature_request (application_id, id)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE signature_request');
    await db.query('DROP TABLE team_reading');
    await db.query('DROP TABLE team_comment');
    await db.query('DROP TABLE team_discussion');
  }
}
