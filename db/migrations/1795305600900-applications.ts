import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests with their snapshots, numbers, reviewers, remarks and messages. Expand only. */
export class Applications1795305600900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE application (
        id                     uuid PRIMARY KEY,
        kind                   text NOT NULL CONSTRAINT application_kind_known CHECK (kind IN ('MEMBERSHIP', 'SERVICE')),
        state                  text NOT NULL CONSTRAINT application_state_known CHECK (state IN (
          'DRAFT', 'SUBMITTED', 'REGISTERED', 'FORMAL_CHECK', 'RETURNED', 'REVIEW', 'COUNCIL', 'EXPERTISE', 'DECISION',
          'APPROVED', 'WAITLISTED', 'CONTRACTOR_SELECTION', 'AGREEMENT', 'OWN_PAYMENT', 'DELIVERY', 'ACCEPTANCE',
          'STATE_PAYMENT', 'REPORTING', 'CLOSED', 'ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'TERMINATED', 'REFUND')),
        revision               integer NOT NULL CONSTRAINT application_revision_counts CHECK (revision > 0),
        number                 text COLLATE "C",
        cluster_id             uuid NOT NULL,
        organisation_id        uuid NOT NULL,
        organisation_inn       text NOT NULL,
        organisation_name      text NOT NULL,
        measure_version_id     uuid NOT NULL,
        measure_code           text NOT NULL,
        round_id               uuid,
        parent_id              uuid CONSTRAINT application_parent REFERENCES application (id),
        created_by             uuid NOT NULL,
        assignee_id            uuid,
        answers                jsonb NOT NULL,
        answer_revisions       jsonb NOT NULL,
        prefill                jsonb NOT NULL,
        unlocked               jsonb,
        steps                  jsonb NOT NULL,
        pauses                 jsonb NOT NULL,
        return_round           integer NOT NULL CONSTRAINT application_return_round_counts CHECK (return_round >= 0),
        turn                   text NOT NULL,
        due_on                 date,
        due_provisional        boolean NOT NULL,
        due_sort               date NOT NULL
          CONSTRAINT application_due_sort_follows CHECK (due_sort = coalesce(due_on, '9999-12-31'::date)),
        cost_kopecks           bigint,
        requested_kopecks      bigint,
        approved_kopecks       bigint,
        submitted_at           timestamptz,
        registered_on          date,
        registered_provisional boolean NOT NULL,
        decided_on             date,
        search_text            text NOT NULL,
        created_at             timestamptz NOT NULL,
        updated_at             timestamptz NOT NULL,
        CONSTRAINT application_money_adds CHECK (
          cost_kopecks >= 0 AND requested_kopecks >= 0 AND requested_kopecks <= cost_kopecks
          AND approved_kopecks >= 0 AND approved_kopecks <= requested_kopecks),
        CONSTRAINT application_filed_has_number CHECK (
          (state IN ('DRAFT', 'SUBMITTED', 'WITHDRAWN', 'EXPIRED')) OR (number IS NOT NULL AND registered_on IS NOT NULL)),
        CONSTRAINT application_draft_is_unfiled CHECK (
          CASE WHEN state = 'DRAFT' THEN submitted_at IS NULL AND number IS NULL
               WHEN state IN ('WITHDRAWN', 'EXPIRED') THEN true
               ELSE submitted_at IS NOT NULL END),
        CONSTRAINT application_unlocked_in_return CHECK ((state = 'RETURNED') = (unlocked IS NOT NULL))
      ) WITH (fillfactor = 85)`);
    await db.query('CREATE UNIQUE INDEX application_number ON application (number)');
    await db.query(`
      CREATE UNIQUE INDEX application_one_open ON application (organisation_id, measure_code)
      WHERE state NOT IN ('ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'TERMINATED', 'REFUND', 'CLOSED')`);
    await db.query('CREATE INDEX application_created ON application (created_at, id)');
    await db.query(
      'CREATE INDEX application_cluster_state ON application (cluster_id, state, created_at, id)',
    );
    await db.query(
      'CREATE INDEX application_cluster_due ON application (cluster_id, due_sort, id)',
    );
    await db.query(
      'CREATE INDEX application_organisation ON application (organisation_id, created_at, id)',
    );
    await db.query(
      'CREATE INDEX application_assignee ON application (assignee_id, due_sort, id) WHERE assignee_id IS NOT NULL',
    );
    await db.query(`
      CREATE INDEX application_search ON application USING gin (to_tsvector('russian', search_text))
      WITH (gin_pending_list_limit = 256)`);
    await db.query(`
      CREATE TABLE application_snapshot (
        id                 uuid PRIMARY KEY,
        application_id     uuid NOT NULL CONSTRAINT application_snapshot_application REFERENCES application (id),
        round              integer NOT NULL CONSTRAINT application_snapshot_round_counts CHECK (round >= 0),
        filed_at           timestamptz NOT NULL,
        filed_by           uuid NOT NULL,
        measure_version_id uuid NOT NULL,
        answers            jsonb NOT NULL,
        organisation       jsonb NOT NULL,
        documents          jsonb NOT NULL,
        hash               text NOT NULL CONSTRAINT application_snapshot_hash_sha256 CHECK (hash ~ '^[0-9a-f]{64}$')
      )`);
    await db.query(
      'CREATE UNIQUE INDEX application_snapshot_round ON application_snapshot (application_id, round)',
    );
    await db.query(`
      CREATE TABLE number_series (
        prefix text NOT NULL,
        kind   text NOT NULL,
        year   integer NOT NULL,
        last   integer NOT NULL CONSTRAINT number_series_fits CHECK (last BETWEEN 1 AND 999999),
        PRIMARY KEY (prefix, kind, year)
      )`);
    await db.query(`
      CREATE TABLE application_reviewer (
        application_id uuid NOT NULL CONSTRAINT application_reviewer_application REFERENCES application (id),
        account_id     uuid NOT NULL,
        at             timestamptz NOT NULL,
        PRIMARY KEY (application_id, account_id)
      )`);
    await db.query(`
      CREATE TABLE remark (
        id             uuid PRIMARY KEY,
        application_id uuid NOT NULL CONSTRAINT remark_application REFERENCES application (id),
        no             integer NOT NULL,
        round          integer NOT NULL,
        target_kind    text NOT NULL CONSTRAINT remark_target_known CHECK (target_kind IN ('FIELD', 'DOCUMENT')),
        target_path    text NOT NULL,
        text           text NOT NULL,
        state          text NOT NULL
          CONSTRAINT remark_state_known CHECK (state IN ('DRAFT', 'OPEN', 'ANSWERED', 'ACCEPTED')),
        answer         text,
        disagree       boolean NOT NULL,
        before         jsonb,
        after          jsonb,
        author_id      uuid NOT NULL,
        author_name    text NOT NULL,
        answered_by    uuid,
        created_at     timestamptz NOT NULL,
        opened_at      timestamptz,
        answered_at    timestamptz,
        CONSTRAINT remark_answered_has_answer CHECK (state NOT IN ('ANSWERED', 'ACCEPTED') OR answered_at IS NOT NULL),
        CONSTRAINT remark_draft_is_unsent CHECK ((state = 'DRAFT') = (opened_at IS NULL))
      )`);
    await db.query('CREATE UNIQUE INDEX remark_application_no ON remark (application_id, no)');
    await db.query(`
      CREATE TABLE message (
        id             uuid PRIMARY KEY,
        application_id uuid NOT NULL CONSTRAINT message_application REFERENCES application (id),
        side           text NOT NULL CONSTRAINT message_side_known CHECK (side IN ('APPLICANT', 'CENTRE')),
        author_id      uuid NOT NULL,
        author_name    text NOT NULL,
        text           text NOT NULL,
        at             timestamptz NOT NULL,
        read_at        timestamptz
      )`);
    await db.query('CREATE INDEX message_application_id ON message (application_id, id)');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'message',
      'remark',
      'application_reviewer',
      'number_series',
      'application_snapshot',
      'application',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
  }
}
