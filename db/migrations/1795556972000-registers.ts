import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts from the tax service's registers, what they changed on cards, and the runs that load them. Expand only. */
export class Registers1795556972000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await facts(db);
    await sets(db);
    await cards(db);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'organisation_fact',
      'register_import',
      'register_set',
      'register_name',
      'register_support',
      'register_sme',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}

/** Every row is written anew each month, so pages keep room for the next version of a row. */
async function facts(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE register_sme (
      inn               text PRIMARY KEY,
      ogrn              text,
      full_name         text,
      short_name        text,
      category          text NOT NULL
        CONSTRAINT register_sme_category_known CHECK (category IN ('MICRO', 'SMALL', 'MEDIUM')),
      since             date,
      newly_founded     boolean,
      social_enterprise boolean,
      region_code       text,
      okved_main        text,
      okved_extra       text[] NOT NULL,
      employees         integer,
      as_of             date NOT NULL,
      import_id         uuid NOT NULL,
      CONSTRAINT register_sme_no_person CHECK (length(inn) = 10 OR (full_name IS NULL AND short_name IS NULL))
    ) WITH (fillfactor = 70)`);
  await db.query(`
    CREATE TABLE register_support (
      inn            text NOT NULL,
      key            text NOT NULL,
      number         text,
      form_code      text,
      kind_code      text,
      category       text
        CONSTRAINT register_support_category_known CHECK (category IN ('MICRO', 'SMALL', 'MEDIUM', 'NONE')),
      decided_on     date,
      until          date,
      ended_on       date,
      amount_kopecks bigint,
      size           text,
      unit           text
        CONSTRAINT register_support_unit_known CHECK (unit IN ('ROUBLE', 'SQUARE_METRE', 'HOUR', 'PERCENT', 'UNIT')),
      provider_inn   text,
      violation      boolean,
      as_of          date NOT NULL,
      import_id      uuid NOT NULL,
      PRIMARY KEY (inn, key)
    ) WITH (fillfactor = 70)`);
  await db.query(`
    CREATE TABLE register_name (
      kind text NOT NULL CONSTRAINT register_name_kind_known CHECK (kind IN ('PROVIDER', 'FORM', 'KIND')),
      code text NOT NULL,
      name text NOT NULL,
      PRIMARY KEY (kind, code)
    )`);
}

async function sets(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE register_set (
      import_id uuid PRIMARY KEY,
      register  text NOT NULL CONSTRAINT register_set_register_known CHECK (register IN ('rsmp', 'rsmppp')),
      as_of     date NOT NULL,
      whole     boolean NOT NULL,
      loaded_at timestamptz NOT NULL
    )`);
  await db.query('CREATE INDEX register_set_latest ON register_set (register, as_of, loaded_at)');
  await db.query(`
    CREATE TABLE register_import (
      id             uuid PRIMARY KEY,
      register       text NOT NULL CONSTRAINT register_import_register_known CHECK (register IN ('rsmp', 'rsmppp')),
      file_name      text NOT NULL,
      fingerprint    text NOT NULL,
      part           boolean NOT NULL,
      state          text NOT NULL CONSTRAINT register_import_state_known CHECK (state IN ('RUNNING', 'DONE')),
      owner          uuid NOT NULL,
      files          integer NOT NULL,
      packed_bytes   bigint NOT NULL,
      file_index     integer NOT NULL,
      document_index integer NOT NULL,
      bytes_read     bigint NOT NULL,
      as_of          date,
      counts         jsonb NOT NULL,
      samples        jsonb NOT NULL,
      started_at     timestamptz NOT NULL,
      updated_at     timestamptz NOT NULL,
      finished_at    timestamptz
    )`);
  await db.query(
    'CREATE UNIQUE INDEX register_import_same ON register_import (register, fingerprint)',
  );
}

async function cards(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE organisation_fact (
      id              uuid PRIMARY KEY,
      organisation_id uuid NOT NULL CONSTRAINT organisation_fact_organisation REFERENCES organisation (id),
      field           text NOT NULL,
      value           text NOT NULL,
      source_code     text NOT NULL
        CONSTRAINT organisation_fact_source_known CHECK (source_code IN ('declared', 'registrar', 'rsmp')),
      as_of           date NOT NULL,
      noted_at        timestamptz NOT NULL,
      replaced_at     timestamptz
    )`);
  await db.query(`
    CREATE UNIQUE INDEX organisation_fact_current ON organisation_fact (organisation_id, field)
    WHERE replaced_at IS NULL`);
  await db.query(
    'CREATE INDEX organisation_fact_history ON organisation_fact (organisation_id, field, replaced_at)',
  );
}
