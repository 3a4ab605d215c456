import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clusters, measures and their versions, intake rounds, published facts, dictionaries. Expand only. */
export class Catalogue1795305600500 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE cluster (
        id                 uuid PRIMARY KEY,
        code               text NOT NULL,
        position           integer NOT NULL,
        name               jsonb NOT NULL,
        region             text,
        time_zone          text NOT NULL,
        status             text NOT NULL
          CONSTRAINT cluster_status_known CHECK (status IN ('active', 'forming', 'announced')),
        type               text NOT NULL,
        founded_on         text,
        number_prefix      text,
        council_mode       text NOT NULL
          CONSTRAINT cluster_council_mode_known CHECK (council_mode IN ('NONE', 'OPINION', 'DECISION')),
        cut_off_hour       integer NOT NULL
          CONSTRAINT cluster_cut_off_hour_of_day CHECK (cut_off_hour BETWEEN 1 AND 24),
        accepts_membership boolean NOT NULL,
        okved_prefixes     jsonb NOT NULL,
        facts              jsonb NOT NULL,
        about              jsonb NOT NULL,
        CONSTRAINT cluster_numbers_where_it_accepts CHECK (NOT accepts_membership OR number_prefix IS NOT NULL)
      )`);
    await db.query('CREATE UNIQUE INDEX cluster_code ON cluster (code)');
    await db.query(
      'CREATE UNIQUE INDEX cluster_number_prefix ON cluster (number_prefix) WHERE number_prefix IS NOT NULL',
    );
    await db.query(`
      CREATE TABLE specialisation (
        cluster_id uuid NOT NULL CONSTRAINT specialisation_cluster REFERENCES cluster (id),
        code       text NOT NULL,
        position   integer NOT NULL,
        name       jsonb NOT NULL,
        "group"    text NOT NULL,
        source     jsonb NOT NULL,
        active     boolean NOT NULL,
        PRIMARY KEY (cluster_id, code)
      )`);
    await db.query(`
      CREATE TABLE measure_category (
        code     text PRIMARY KEY,
        position integer NOT NULL,
        name     jsonb NOT NULL
      )`);
    await db.query(`
      CREATE TABLE measure (
        id                 uuid PRIMARY KEY,
        code               text NOT NULL,
        kind               text NOT NULL
          CONSTRAINT measure_kind_known CHECK (kind IN ('MEMBERSHIP', 'SERVICE', 'COMPENSATION', 'GRANT', 'INSTRUMENT', 'ACTIVITY')),
        category           text NOT NULL CONSTRAINT measure_category_known REFERENCES measure_category (code),
        cluster_id         uuid CONSTRAINT measure_cluster REFERENCES cluster (id),
        position           integer NOT NULL,
        listed             boolean NOT NULL,
        current_version_id uuid,
        search             tsvector NOT NULL,
        search_text        text NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX measure_code ON measure (code)');
    await db.query('CREATE INDEX measure_position ON measure (position, code)');
    await db.query('CREATE INDEX measure_cluster_id ON measure (cluster_id)');
    await db.query('CREATE INDEX measure_search ON measure USING gin (search)');
    await db.query(`
      CREATE TABLE measure_word (
        word text PRIMARY KEY
      )`);
    await db.query(
      'CREATE INDEX measure_word_similar ON measure_word USING gin (word gin_trgm_ops)',
    );
    await db.query(`
      CREATE TABLE measure_version (
        id                           uuid PRIMARY KEY,
        measure_id                   uuid NOT NULL CONSTRAINT measure_version_measure REFERENCES measure (id),
        version_no                   integer NOT NULL,
        valid_from                   timestamptz NOT NULL,
        valid_to                     timestamptz,
        content                      jsonb NOT NULL,
        form                         jsonb,
        state_share_bp               integer,
        min_own_bp                   integer,
        limit_per_application_kopecks bigint,
        limit_per_year_kopecks       bigint,
        max_per_year                 integer,
        content_hash                 text NOT NULL,
        CONSTRAINT measure_version_shares CHECK (
          (state_share_bp IS NULL OR state_share_bp BETWEEN 0 AND 10000)
          AND (min_own_bp IS NULL OR min_own_bp BETWEEN 0 AND 10000)),
        CONSTRAINT measure_version_limits CHECK (
          (limit_per_application_kopecks IS NULL OR limit_per_application_kopecks > 0)
          AND (limit_per_year_kopecks IS NULL OR limit_per_year_kopecks > 0)
          AND (max_per_year IS NULL OR max_per_year > 0))
      )`);
    await db.query(
      'CREATE UNIQUE INDEX measure_version_no ON measure_version (measure_id, version_no)',
    );
    await db.query(`
      CREATE TABLE intake_round (
        id             uuid PRIMARY KEY,
        measure_id     uuid NOT NULL CONSTRAINT intake_round_measure REFERENCES measure (id),
        opens_at       timestamptz NOT NULL,
        closes_at      timestamptz NOT NULL,
        year           integer NOT NULL,
        mode           text NOT NULL
          CONSTRAINT intake_round_mode_known CHECK (mode IN ('FIFO', 'COMPETITION')),
        experts        integer NOT NULL
          CONSTRAINT intake_round_experts_number CHECK (experts BETWEEN 0 AND 3),
        budget_kopecks bigint
          CONSTRAINT intake_round_budget_positive CHECK (budget_kopecks IS NULL OR budget_kopecks >= 0),
        waiting_list   boolean NOT NULL,
        demo           boolean NOT NULL,
        CONSTRAINT intake_round_closes_after_opening CHECK (closes_at > opens_at)
      )`);
    await db.query(
      'CREATE INDEX intake_round_measure_closes ON intake_round (measure_id, closes_at)',
    );
    await db.query(`
      CREATE TABLE published_organisation (
        id         uuid PRIMARY KEY,
        cluster_id uuid NOT NULL CONSTRAINT published_organisation_cluster REFERENCES cluster (id),
        position   integer NOT NULL,
        name       text NOT NULL,
        short_name text,
        city       text,
        type       text NOT NULL,
        profile    text,
        does       text NOT NULL,
        source     jsonb NOT NULL
      )`);
    await db.query(
      'CREATE UNIQUE INDEX published_organisation_place ON published_organisation (cluster_id, position)',
    );
    await db.query(`
      CREATE TABLE shared_facility (
        code       text PRIMARY KEY,
        cluster_id uuid NOT NULL CONSTRAINT shared_facility_cluster REFERENCES cluster (id),
        position   integer NOT NULL,
        name       jsonb NOT NULL,
        centre     text NOT NULL,
        operator   text NOT NULL,
        city       text,
        parameters jsonb NOT NULL,
        source     jsonb NOT NULL
      )`);
    await db.query('CREATE INDEX shared_facility_place ON shared_facility (cluster_id, position)');
    await db.query(`
      CREATE TABLE dictionary (
        code      text PRIMARY KEY,
        title     jsonb NOT NULL,
        source    text,
        as_of     date,
        loaded_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE dictionary_entry (
        dictionary text NOT NULL CONSTRAINT dictionary_entry_dictionary REFERENCES dictionary (code),
        code       text NOT NULL,
        name       text NOT NULL,
        PRIMARY KEY (dictionary, code)
      )`);
    await db.query(
      'CREATE INDEX dictionary_entry_name ON dictionary_entry USING gin (name gin_trgm_ops)',
    );
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'dictionary_entry',
      'dictionary',
      'shared_facility',
      'published_organisation',
      'intake_round',
      'measure_version',
      'measure_word',
      'measure',
      'measure_category',
      'specialisation',
      'cluster',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
