import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, their representatives and invitations. Expand only. */
export class Organisations1795305600400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE organisation (
        id             uuid PRIMARY KEY,
        kind           text NOT NULL
          CONSTRAINT organisation_kind_known CHECK (kind IN ('LEGAL', 'SOLE_TRADER', 'SELF_EMPLOYED', 'STATE', 'FOREIGN')),
        inn            text NOT NULL CONSTRAINT organisation_inn_digits CHECK (inn ~ '^([0-9]{10}|[0-9]{12})$'),
        ogrn           text,
        kpp            text,
        full_name      text NOT NULL,
        short_name     text NOT NULL,
        okved_main     text NOT NULL,
        sme_category   text NOT NULL
          CONSTRAINT organisation_sme_known CHECK (sme_category IN ('MICRO', 'SMALL', 'MEDIUM', 'NOT_SME')),
        address_legal  text NOT NULL,
        address_actual text,
        head_name      text NOT NULL,
        head_post      text,
        website        text,
        region_code    text NOT NULL,
        state          text NOT NULL
          CONSTRAINT organisation_state_known CHECK (state IN ('UNCONFIRMED', 'CONFIRMED')),
        source_code    text NOT NULL
          CONSTRAINT organisation_source_known CHECK (source_code IN ('declared', 'registrar')),
        source_as_of   date NOT NULL,
        revision       integer NOT NULL,
        created_by     uuid NOT NULL,
        created_at     timestamptz NOT NULL,
        updated_at     timestamptz NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX organisation_inn ON organisation (inn)');
    await db.query('CREATE INDEX organisation_state_id ON organisation (state, id)');
    await db.query(
      `CREATE INDEX organisation_name_words ON organisation USING gin ((full_name || ' ' || short_name) gin_trgm_ops)`,
    );
    await db.query(`
      CREATE TABLE organisation_representative (
        id              uuid PRIMARY KEY,
        organisation_id uuid NOT NULL
          CONSTRAINT organisation_representative_organisation REFERENCES organisation (id),
        account_id      uuid NOT NULL,
        basis           text
          CONSTRAINT organisation_representative_basis_known CHECK (basis IN ('CHARTER', 'POA', 'MCHD')),
        poa_number      text,
        poa_valid_to    date,
        can_file        boolean NOT NULL,
        is_admin        boolean NOT NULL,
        first_claimant  boolean NOT NULL,
        declared        jsonb,
        state           text NOT NULL
          CONSTRAINT organisation_representative_state_known CHECK (state IN ('PENDING', 'ACTIVE', 'REMOVED')),
        created_at      timestamptz NOT NULL,
        confirmed_at    timestamptz,
        removed_at      timestamptz
      )`);
    await db.query(`
      CREATE UNIQUE INDEX organisation_representative_one ON organisation_representative (organisation_id, account_id)
      WHERE state <> 'REMOVED'`);
    await db.query(
      'CREATE INDEX organisation_representative_account ON organisation_representative (account_id, organisation_id)',
    );
    await db.query(`
      CREATE INDEX organisation_representative_pending ON organisation_representative (organisation_id)
      WHERE state = 'PENDING'`);
    await db.query(`
      CREATE TABLE organisation_invitation (
        id              uuid PRIMARY KEY,
        organisation_id uuid NOT NULL
          CONSTRAINT organisation_invitation_organisation REFERENCES organisation (id),
        email           text NOT NULL,
        can_file        boolean NOT NULL,
        state           text NOT NULL
          CONSTRAINT organisation_invitation_state_known CHECK (state IN ('OPEN', 'ACCEPTED', 'REVOKED')),
        invited_by      uuid NOT NULL,
        accepted_by     uuid,
        created_at      timestamptz NOT NULL,
        expires_at      timestamptz NOT NULL,
        closed_at       timestamptz
      )`);
    await db.query(`
      CREATE UNIQUE INDEX organisation_invitation_open ON organisation_invitation (organisation_id, lower(email))
      WHERE state = 'OPEN'`);
    await db.query(`
      CREATE TABLE organisation_cluster (
        organisation_id uuid NOT NULL
          CONSTRAINT organisation_cluster_organisation REFERENCES organisation (id),
        cluster_id      uuid NOT NULL,
        since           timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, cluster_id)
      )`);
    await db.query(
      'CREATE INDEX organisation_cluster_cluster ON organisation_cluster (cluster_id, organisation_id)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'organisation_cluster',
      'organisation_invitation',
      'organisation_representative',
      'organisation',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
