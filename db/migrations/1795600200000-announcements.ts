import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wants to be told of measures and rounds, and what was told. Rounds of before are not announced. Expand only. */
export class Announcements1795600200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE announcement_subscription (
        id              uuid PRIMARY KEY,
        email           text NOT NULL,
        email_key       text NOT NULL,
        lang            text NOT NULL CONSTRAINT announcement_subscription_lang_known CHECK (lang IN ('ru', 'en')),
        measure_code    text,
        filter          jsonb,
        target_key      text NOT NULL,
        consent_version integer NOT NULL,
        requested_at    timestamptz NOT NULL,
        confirmed_at    timestamptz,
        CONSTRAINT announcement_subscription_one_target CHECK (num_nonnulls(measure_code, filter) = 1)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX announcement_subscription_one ON announcement_subscription (email_key, target_key)`);
    await db.query(`
      CREATE INDEX announcement_subscription_measure ON announcement_subscription (measure_code, id)
      WHERE confirmed_at IS NOT NULL`);
    await db.query(`
      CREATE INDEX announcement_subscription_unconfirmed ON announcement_subscription (requested_at)
      WHERE confirmed_at IS NULL`);
    await db.query(`
      CREATE TABLE announcement_told (
        subscription_id uuid NOT NULL CONSTRAINT announcement_told_subscription
                        REFERENCES announcement_subscription (id),
        about           text NOT NULL,
        at              timestamptz NOT NULL,
        PRIMARY KEY (subscription_id, about)
      )`);
    await purposes(
      db,
      'secret_token_purpose_named',
      'secret_token_purpose_spelled',
      `, 'SUBSCRIPTION_LEAVE'`,
    );
    await db.query('ALTER TABLE intake_round ADD COLUMN announcement_told_at timestamptz');
    await db.query('UPDATE intake_round SET announcement_told_at = now()');
    await db.query(`
      CREATE INDEX intake_round_announcement ON intake_round (opens_at) WHERE announcement_told_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE intake_round DROP COLUMN announcement_told_at');
    await db.query(`DELETE FROM secret_token WHERE purpose = 'SUBSCRIPTION_LEAVE'`);
    await purposes(db, 'secret_token_purpose_spelled', 'secret_token_purpose_named', '');
    await db.query('DROP TABLE announcement_told');
    await db.query('DROP TABLE announcement_subscription');
  }
}

/** A changed rule gets a new name: the check of drift compares rules by name. */
async function purposes(db: QueryRunner, from: string, to: string, more: string): Promise<void> {
  await db.query(`ALTER TABLE secret_token DROP CONSTRAINT ${from}`);
  await db.query(`ALTER TABLE secret_token ADD CONSTRAINT ${to}
    CHECK (purpose IN ('EMAIL_CONFIRMATION', 'PASSWORD_RESET', 'INVITATION', 'AGREEMENT_CODE', 'MINUTES_CODE',
      'ROW_CONFIRMATION', 'SUBSCRIPTION'${more}))`);
}
