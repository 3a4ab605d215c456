import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, sessions, roles, consents, secrets of letters, limits of attempts. Expand only. */
export class Accounts1795305600200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE account (
        id             uuid PRIMARY KEY,
        email          text NOT NULL,
        email_key      text NOT NULL,
        password_hash  text NOT NULL,
        last_name      text NOT NULL,
        first_name     text NOT NULL,
        patronymic     text,
        lang           text NOT NULL CONSTRAINT account_lang_known CHECK (lang IN ('ru', 'en')),
        phone          text,
        email_notices  boolean NOT NULL,
        demo           boolean NOT NULL,
        created_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL,
        confirmed_at   timestamptz
      )`);
    await db.query('CREATE UNIQUE INDEX account_email_key ON account (email_key)');
    await db.query(
      'CREATE INDEX account_unconfirmed ON account (updated_at) WHERE confirmed_at IS NULL',
    );
    await db.query(`
      CREATE TABLE session (
        id           uuid PRIMARY KEY,
        account_id   uuid NOT NULL CONSTRAINT session_account REFERENCES account (id),
        secret_hash  bytea NOT NULL,
        user_agent   text,
        ip           text,
        created_at   timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL,
        ends_at      timestamptz NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX session_secret ON session (secret_hash)');
    await db.query('CREATE INDEX session_account_seen ON session (account_id, last_seen_at, id)');
    await db.query('CREATE INDEX session_expires ON session (expires_at)');
    await db.query(`
      CREATE TABLE known_device (
        id          uuid PRIMARY KEY,
        account_id  uuid NOT NULL CONSTRAINT known_device_account REFERENCES account (id),
        secret_hash bytea NOT NULL,
        last_used_at timestamptz NOT NULL
      )`);
    await db.query(
      'CREATE UNIQUE INDEX known_device_secret ON known_device (account_id, secret_hash)',
    );
    await db.query('CREATE INDEX known_device_used ON known_device (last_used_at)');
    await db.query(`
      CREATE TABLE rate_limit (
        key         bytea PRIMARY KEY,
        used_until  timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX rate_limit_used_until ON rate_limit (used_until)');
    await db.query(`
      CREATE TABLE secret_token (
        id          uuid PRIMARY KEY,
        purpose     text NOT NULL
          CONSTRAINT secret_token_purpose_known
          CHECK (purpose IN ('EMAIL_CONFIRMATION', 'PASSWORD_RESET', 'INVITATION', 'AGREEMENT_CODE')),
        form        text NOT NULL CONSTRAINT secret_token_form_known CHECK (form IN ('LINK', 'CODE')),
        account_id  uuid CONSTRAINT secret_token_account REFERENCES account (id),
        subject_id  uuid,
        secret_hash bytea NOT NULL,
        tries       integer NOT NULL,
        created_at  timestamptz NOT NULL,
        expires_at  timestamptz NOT NULL,
        spent_at    timestamptz
      )`);
    await db.query('CREATE UNIQUE INDEX secret_token_secret ON secret_token (secret_hash)');
    await db.query(
      'CREATE INDEX secret_token_open ON secret_token (purpose, subject_id, account_id) WHERE spent_at IS NULL',
    );
    await db.query('CREATE INDEX secret_token_account_id ON secret_token (account_id)');
    await db.query('CREATE INDEX secret_token_expires ON secret_token (expires_at)');
    await db.query(`
      CREATE TABLE role (
        code       text PRIMARY KEY,
        name       jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      )`);
    await db.query(`
      CREATE TABLE role_permission (
        role       text NOT NULL CONSTRAINT role_permission_role REFERENCES role (code),
        permission text NOT NULL,
        scope      text NOT NULL
          CONSTRAINT role_permission_scope_known CHECK (scope IN ('OWN', 'ASSIGNED', 'CLUSTER', 'ALL')),
        masked     boolean NOT NULL,
        PRIMARY KEY (role, permission)
      )`);
    await db.query('CREATE INDEX role_permission_permission ON role_permission (permission, role)');
    await db.query(`
      CREATE TABLE role_grant (
        id           uuid PRIMARY KEY,
        account_id   uuid NOT NULL CONSTRAINT role_grant_account REFERENCES account (id),
        role         text NOT NULL CONSTRAINT role_grant_role REFERENCES role (code),
        cluster_code text,
        cluster_id   uuid,
        granted_by   uuid NOT NULL,
        granted_at   timestamptz NOT NULL,
        revoked_by   uuid,
        revoked_at   timestamptz,
        CONSTRAINT role_grant_cluster_whole CHECK ((cluster_code IS NULL) = (cluster_id IS NULL))
      )`);
    await db.query(`
      CREATE UNIQUE INDEX role_grant_in_cluster ON role_grant (account_id, role, cluster_id)
      WHERE revoked_at IS NULL AND cluster_id IS NOT NULL`);
    await db.query(`
      CREATE UNIQUE INDEX role_grant_everywhere ON role_grant (account_id, role)
      WHERE revoked_at IS NULL AND cluster_id IS NULL`);
    await db.query(
      'CREATE INDEX role_grant_cluster_role ON role_grant (cluster_id, role) WHERE revoked_at IS NULL',
    );
    await db.query(`
      CREATE TABLE consent_text (
        purpose      text NOT NULL
          CONSTRAINT consent_text_purpose_known CHECK (purpose IN
            ('REQUEST_HANDLING', 'SUPPORT_REGISTER', 'REGISTRY_CONTACT', 'NEWSLETTER', 'CONTRACTORS_EXPERTS')),
        version      integer NOT NULL,
        title        jsonb NOT NULL,
        text         jsonb NOT NULL,
        required_for jsonb NOT NULL,
        sort_order   integer NOT NULL,
        published_at timestamptz NOT NULL,
        PRIMARY KEY (purpose, version)
      )`);
    await db.query(`
      CREATE TABLE consent (
        id         uuid PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT consent_account REFERENCES account (id),
        purpose    text NOT NULL,
        version    integer NOT NULL,
        given_at   timestamptz NOT NULL,
        revoked_at timestamptz,
        channel    text NOT NULL CONSTRAINT consent_channel_known CHECK (channel IN ('PORTAL')),
        ip         text,
        CONSTRAINT consent_of_text FOREIGN KEY (purpose, version) REFERENCES consent_text (purpose, version)
      )`);
    await db.query(
      'CREATE UNIQUE INDEX consent_one ON consent (account_id, purpose, version) WHERE revoked_at IS NULL',
    );
    await db.query('CREATE INDEX consent_account_given ON consent (account_id, given_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'consent',
      'consent_text',
      'role_grant',
      'role_permission',
      'role',
      'secret_token',
      'rate_limit',
      'known_device',
      'session',
      'account',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
