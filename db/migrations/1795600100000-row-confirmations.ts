import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of applications that their listeners and partners confirm by a link. Expand only. */
export class RowConfirmations1795600100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE row_confirmation (
        id              uuid PRIMARY KEY,
        application_id  uuid NOT NULL,
        organisation_id uuid NOT NULL,
        field           text NOT NULL,
        row_key         bytea NOT NULL,
        state           text NOT NULL CONSTRAINT row_confirmation_state_known
                        CHECK (state IN ('INVITED', 'CONFIRMED', 'DECLINED', 'CANCELLED', 'REVOKED')),
        letters         integer NOT NULL,
        invited_by      uuid NOT NULL,
        invited_at      timestamptz NOT NULL,
        expires_at      timestamptz NOT NULL,
        bounced_at      timestamptz,
        answered_at     timestamptz,
        reason          text,
        consent_purpose text,
        consent_version integer,
        evidence_hash   text,
        shown           jsonb,
        revoked_at      timestamptz,
        CONSTRAINT row_confirmation_evidence_whole CHECK (
          (state IN ('CONFIRMED', 'REVOKED')) = (evidence_hash IS NOT NULL)
          AND (evidence_hash IS NULL) = (consent_version IS NULL)
          AND (shown IS NULL OR state = 'CONFIRMED')
          AND (state = 'REVOKED') = (revoked_at IS NOT NULL)),
        CONSTRAINT row_confirmation_reason_of_refusal CHECK (reason IS NULL OR state = 'DECLINED'),
        CONSTRAINT row_confirmation_letters_count CHECK (letters > 0)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX row_confirmation_one ON row_confirmation (application_id, field, row_key)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE row_confirmation');
  }
}
