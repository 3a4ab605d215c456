import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters to people without an account, whose links answer for them: their secrets, consents and deliveries. */
export class LetterLinks1795600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await rule(db, 'secret_token', 'secret_token_purpose_listed', 'secret_token_purpose_named', {
      column: 'purpose',
      values: [...SECRETS, ...NEW_SECRETS],
    });
    await rule(db, 'consent_text', 'consent_text_purpose_known', 'consent_text_purpose_listed', {
      column: 'purpose',
      values: [...CONSENTS, ...NEW_CONSENTS],
    });
    await db.query('ALTER TABLE mail_delivery DROP CONSTRAINT mail_delivery_one_recipient');
    await db.query(`ALTER TABLE mail_delivery ADD COLUMN confirmation_id uuid, ADD COLUMN subscription_id uuid,
      ADD CONSTRAINT mail_delivery_one_addressee
        CHECK (num_nonnulls(account_id, invitation_id, confirmation_id, subscription_id) = 1)`);
    await db.query(`CREATE INDEX mail_delivery_confirmation ON mail_delivery (confirmation_id)
      WHERE confirmation_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DELETE FROM mail_delivery WHERE confirmation_id IS NOT NULL OR subscription_id IS NOT NULL',
    );
    await db.query('ALTER TABLE mail_delivery DROP CONSTRAINT mail_delivery_one_addressee');
    await db.query(
      'ALTER TABLE mail_delivery DROP COLUMN confirmation_id, DROP COLUMN subscription_id',
    );
    await db.query(`ALTER TABLE mail_delivery ADD CONSTRAINT mail_delivery_one_recipient
      CHECK (num_nonnulls(account_id, invitation_id) = 1)`);
    await db.query(`DELETE FROM consent_text WHERE purpose IN (${quoted(NEW_CONSENTS)})`);
    await rule(db, 'consent_text', 'consent_text_purpose_listed', 'consent_text_purpose_known', {
      column: 'purpose',
      values: CONSENTS,
    });
    await db.query(`DELETE FROM secret_token WHERE purpose IN (${quoted(NEW_SECRETS)})`);
    await rule(db, 'secret_token', 'secret_token_purpose_named', 'secret_token_purpose_listed', {
      column: 'purpose',
      values: SECRETS,
    });
  }
}

const SECRETS = [
  'EMAIL_CONFIRMATION',
  'PASSWORD_RESET',
  'INVITATION',
  'AGREEMENT_CODE',
  'MINUTES_CODE',
];
const NEW_SECRETS = ['ROW_CONFIRMATION', 'SUBSCRIPTION'];
const CONSENTS = [
  'REQUEST_HANDLING',
  'SUPPORT_REGISTER',
  'REGISTRY_CONTACT',
  'NEWSLETTER',
  'CONTRACTORS_EXPERTS',
];
const NEW_CONSENTS = ['TRAINING_LISTENER', 'PROJECT_PARTNER', 'ANNOUNCEMENTS'];

/** A changed rule gets a new name: the check of drift compares rules by name. */
async function rule(
  db: QueryRunner,
  table: string,
  from: string,
  to: string,
  { column, values }: { column: string; values: readonly string[] },
): Promise<void> {
  await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${from}`);
  await db.query(
    `ALTER TABLE ${table} ADD CONSTRAINT ${to} CHECK (${column} IN (${quoted(values)}))`,
  );
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
