import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checks, checklist, conclusions, notes, assignment and its load, decisions. Expand only. */
export class Review1795305601000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await checks(db);
    await reviewersWork(db);
    await assignment(db);
    await decisions(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE decision_counter, decision, reviewer_load, assignment, case_note,
      conclusion, checklist_mark, intake_check, check_result`);
  }
}

async function checks(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE check_result (
      id             uuid PRIMARY KEY,
      application_id uuid NOT NULL,
      round          integer NOT NULL,
      code           text NOT NULL,
      outcome        text NOT NULL
        CONSTRAINT check_result_outcome_known CHECK (outcome IN ('PASS', 'FAIL', 'WARN', 'UNAVAILABLE')),
      message_key    text NOT NULL,
      params         jsonb NOT NULL,
      source         text NOT NULL,
      as_of          timestamptz,
      checked_at     timestamptz NOT NULL
    )`);
  await db.query(
    'CREATE UNIQUE INDEX check_result_once ON check_result (application_id, round, code)',
  );
  await db.query(`
    CREATE TABLE intake_check (
      application_id uuid NOT NULL,
      round          integer NOT NULL,
      codes          text[] NOT NULL,
      attempt        integer NOT NULL,
      started_at     timestamptz NOT NULL,
      done_at        timestamptz,
      PRIMARY KEY (application_id, round)
    )`);
}

async function reviewersWork(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE checklist_mark (
      application_id uuid NOT NULL,
      code           text NOT NULL,
      done           boolean NOT NULL,
      by_id          uuid NOT NULL,
      by_name        text NOT NULL,
      at             timestamptz NOT NULL,
      PRIMARY KEY (application_id, code)
    )`);
  await db.query(`
    CREATE TABLE conclusion (
      id             uuid PRIMARY KEY,
      application_id uuid NOT NULL,
      round          integer NOT NULL,
      pass           boolean NOT NULL,
      text           text NOT NULL,
      criteria       jsonb NOT NULL,
      by_id          uuid NOT NULL,
      by_name        text NOT NULL,
      at             timestamptz NOT NULL
    )`);
  await db.query('CREATE INDEX conclusion_application ON conclusion (application_id, id)');
  await db.query(`
    CREATE TABLE case_note (
      id             uuid PRIMARY KEY,
      application_id uuid NOT NULL,
      text           text NOT NULL,
      author_id      uuid NOT NULL,
      author_name    text NOT NULL,
      at             timestamptz NOT NULL
    )`);
  await db.query('CREATE INDEX case_note_application ON case_note (application_id, id)');
}

async function assignment(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE assignment (
      id             uuid PRIMARY KEY,
      application_id uuid NOT NULL,
      cluster_id     uuid NOT NULL,
      assignee_id    uuid NOT NULL,
      cause          text NOT NULL
        CONSTRAINT assignment_cause_known CHECK (cause IN ('LOAD', 'TAKEN', 'ASSIGNED')),
      by_id          uuid NOT NULL,
      at             timestamptz NOT NULL,
      ended_at       timestamptz
    )`);
  await db.query(
    'CREATE UNIQUE INDEX assignment_one_open ON assignment (application_id) WHERE ended_at IS NULL',
  );
  await db.query('CREATE INDEX assignment_application ON assignment (application_id, id)');
  await db.query(`
    CREATE TABLE reviewer_load (
      cluster_id  uuid NOT NULL,
      account_id  uuid NOT NULL,
      open        integer NOT NULL,
      assigned_at timestamptz,
      PRIMARY KEY (cluster_id, account_id),
      CONSTRAINT reviewer_load_not_negative CHECK (open >= 0)
    )`);
}

async function decisions(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE decision (
      id                uuid PRIMARY KEY,
      application_id    uuid NOT NULL,
      organisation_id   uuid NOT NULL,
      cluster_id        uuid NOT NULL,
      measure_code      text NOT NULL,
      outcome           text NOT NULL
        CONSTRAINT decision_outcome_known CHECK (outcome IN ('APPROVED', 'REJECTED')),
      number            text NOT NULL,
      year              integer NOT NULL,
      seq               integer NOT NULL,
      date              date NOT NULL,
      reason_code       text,
      public_text       text,
      approved_kopecks  bigint,
      own_kopecks       bigint,
      cap_reason        text,
      conclusion_id     uuid,
      signed_by         uuid NOT NULL,
      signed_by_name    text NOT NULL,
      at                timestamptz NOT NULL,
      support_ended_at  timestamptz,
      CONSTRAINT decision_refusal_explained
        CHECK (outcome = 'APPROVED' OR (reason_code IS NOT NULL AND public_text IS NOT NULL)),
      CONSTRAINT decision_money_whole
        CHECK ((approved_kopecks IS NULL) = (own_kopecks IS NULL) AND approved_kopecks >= 0 AND own_kopecks >= 0)
    )`);
  await db.query('CREATE UNIQUE INDEX decision_once ON decision (application_id)');
  await db.query('CREATE UNIQUE INDEX decision_number ON decision (number)');
  await db.query('CREATE UNIQUE INDEX decision_sequence ON decision (cluster_id, year, seq)');
  await db.query(
    `CREATE INDEX decision_support ON decision (organisation_id, cluster_id, year) WHERE outcome = 'APPROVED'`,
  );
  await db.query(`
    CREATE TABLE decision_counter (
      cluster_id uuid NOT NULL,
      year       integer NOT NULL,
      last       integer NOT NULL,
      PRIMARY KEY (cluster_id, year)
    )`);
}
