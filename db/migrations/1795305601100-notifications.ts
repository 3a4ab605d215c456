import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices in the portal and letters with what became of them. Expand only. */
export class Notifications1795305601100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notification (
        id             uuid PRIMARY KEY,
        account_id     uuid NOT NULL,
        template       text NOT NULL,
        params         jsonb NOT NULL,
        application_id uuid,
        at             timestamptz NOT NULL,
        read_at        timestamptz
      )`);
    await db.query('CREATE INDEX notification_account_at ON notification (account_id, at, id)');
    await db.query(
      'CREATE INDEX notification_unread ON notification (account_id, at, id) WHERE read_at IS NULL',
    );
    await db.query(`
      CREATE TABLE mail_delivery (
        id              uuid PRIMARY KEY,
        account_id      uuid,
        invitation_id   uuid,
        notification_id uuid,
        template        text NOT NULL,
        params          jsonb NOT NULL,
        state           text NOT NULL
          CONSTRAINT mail_delivery_state_known CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'KEPT')),
        tries           integer NOT NULL,
        unknown_ends    integer NOT NULL,
        last_error      text,
        created_at      timestamptz NOT NULL,
        due_at          timestamptz NOT NULL,
        queued_at       timestamptz,
        started_at      timestamptz,
        sent_at         timestamptz,
        kept            jsonb,
        CONSTRAINT mail_delivery_one_recipient CHECK (num_nonnulls(account_id, invitation_id) = 1),
        CONSTRAINT mail_delivery_body_only_kept CHECK ((kept IS NOT NULL) = (state = 'KEPT'))
      )`);
    await db.query(
      `CREATE INDEX mail_delivery_waiting ON mail_delivery (due_at) WHERE state = 'PENDING'`,
    );
    await db.query('CREATE INDEX mail_delivery_notification ON mail_delivery (notification_id)');
    await db.query(
      `CREATE INDEX mail_delivery_kept ON mail_delivery (sent_at, id) WHERE state = 'KEPT'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mail_delivery');
    await db.query('DROP TABLE notification');
  }
}
