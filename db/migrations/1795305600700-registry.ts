import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The official register of participants and the joining agreements. Expand only. */
export class Registry1795305600700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE registry_counter (
        cluster_id  uuid PRIMARY KEY,
        last_number integer NOT NULL
      )`);
    await db.query(`
      CREATE TABLE membership (
        id              uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        cluster_id      uuid NOT NULL,
        registry_number text NOT NULL,
        role            text NOT NULL,
        external        boolean NOT NULL,
        state           text NOT NULL
          CONSTRAINT membership_state_known CHECK (state IN ('ACTIVE', 'SUSPENDED', 'EXITED', 'EXCLUDED')),
        joined_on       date NOT NULL,
        left_on         date,
        leave_reason    text,
        application_id  uuid NOT NULL,
        created_at      timestamptz NOT NULL,
        CONSTRAINT membership_left_on_set CHECK ((state IN ('EXITED', 'EXCLUDED')) = (left_on IS NOT NULL))
      )`);
    await db.query('CREATE UNIQUE INDEX membership_number ON membership (registry_number)');
    await db.query('CREATE UNIQUE INDEX membership_application ON membership (application_id)');
    await db.query(`
      CREATE UNIQUE INDEX membership_one_open ON membership (organisation_id, cluster_id)
      WHERE state IN ('ACTIVE', 'SUSPENDED')`);
    await db.query(`
      CREATE TABLE registry_entry_version (
        id              uuid PRIMARY KEY,
        membership_id   uuid NOT NULL
          CONSTRAINT registry_entry_version_membership REFERENCES membership (id),
        cluster_id      uuid NOT NULL,
        valid_from      date NOT NULL,
        valid_to        date,
        published       boolean NOT NULL,
        name            text NOT NULL,
        city            text,
        role            text NOT NULL,
        anchor          boolean NOT NULL,
        specialisations text[] NOT NULL,
        website         text,
        state           text NOT NULL,
        cause           text NOT NULL,
        application_id  uuid,
        created_at      timestamptz NOT NULL,
        CONSTRAINT registry_entry_version_period CHECK (valid_to IS NULL OR valid_to >= valid_from)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX registry_entry_version_open ON registry_entry_version (membership_id)
      WHERE valid_to IS NULL`);
    await db.query(
      'CREATE INDEX registry_entry_version_history ON registry_entry_version (membership_id, valid_from, id)',
    );
    await db.query(
      `CREATE INDEX registry_entry_version_public ON registry_entry_version (cluster_id, name COLLATE "ru-x-icu", membership_id)
       WHERE published`,
    );
    await db.query(
      'CREATE INDEX registry_entry_version_words ON registry_entry_version USING gin (name gin_trgm_ops)',
    );
    await db.query(`
      CREATE TABLE agreement_template (
        code         text NOT NULL,
        version      integer NOT NULL,
        cluster_code text NOT NULL,
        body         jsonb NOT NULL,
        sha256       text NOT NULL,
        loaded_at    timestamptz NOT NULL,
        PRIMARY KEY (code, version)
      )`);
    await db.query(`
      CREATE TABLE joining_agreement (
        id                  uuid PRIMARY KEY,
        application_id      uuid NOT NULL,
        organisation_id     uuid NOT NULL,
        cluster_id          uuid NOT NULL,
        template_code       text NOT NULL,
        template_version    integer NOT NULL,
        version_no          integer NOT NULL,
        state               text NOT NULL
          CONSTRAINT joining_agreement_state_known
          CHECK (state IN ('PREPARED', 'SIGNED_BY_APPLICANT', 'SIGNED_BY_CENTRE', 'SIGNED', 'EXPIRED')),
        file_key            text NOT NULL,
        size                integer NOT NULL,
        sha256              text NOT NULL,
        prepared_at         timestamptz NOT NULL,
        applicant_signed_at timestamptz,
        centre_signed_at    timestamptz
      )`);
    await db.query(
      'CREATE UNIQUE INDEX joining_agreement_application ON joining_agreement (application_id)',
    );
    await db.query(`
      CREATE TABLE agreement_signature (
        id           uuid PRIMARY KEY,
        agreement_id uuid NOT NULL
          CONSTRAINT agreement_signature_agreement REFERENCES joining_agreement (id),
        side         text NOT NULL
          CONSTRAINT agreement_signature_side_known CHECK (side IN ('APPLICANT', 'CENTRE')),
        method       text NOT NULL CONSTRAINT agreement_signature_method_known CHECK (method IN ('SES')),
        account_id   uuid NOT NULL,
        signer_name  text NOT NULL,
        sha256       text NOT NULL,
        signed_at    timestamptz NOT NULL
      )`);
    await db.query(
      'CREATE UNIQUE INDEX agreement_signature_once ON agreement_signature (agreement_id, side)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'agreement_signature',
      'joining_agreement',
      'agreement_template',
      'registry_entry_version',
      'membership',
      'registry_counter',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
