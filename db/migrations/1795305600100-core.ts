import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox, timers, audit trail, idempotency keys; extensions for search. Expand only. */
export class Core1795305600100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await db.query('CREATE EXTENSION IF NOT EXISTS citext');
    await db.query(`
      CREATE TABLE outbox_event (
        id         uuid PRIMARY KEY,
        event      text NOT NULL,
        payload    jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        relayed_at timestamptz,
        pending    integer,
        done_at    timestamptz
      )`);
    await db.query(
      'CREATE INDEX outbox_event_waiting ON outbox_event (id) WHERE relayed_at IS NULL',
    );
    await db.query(
      'CREATE INDEX outbox_event_undone ON outbox_event (relayed_at) WHERE done_at IS NULL',
    );
    await db.query(`
      CREATE TABLE event_effect (
        event_id uuid NOT NULL,
        listener text NOT NULL,
        at       timestamptz NOT NULL,
        PRIMARY KEY (event_id, listener)
      )`);
    await db.query(`
      CREATE TABLE timer (
        id         uuid PRIMARY KEY,
        kind       text NOT NULL,
        subject_id uuid NOT NULL,
        due_at     timestamptz NOT NULL,
        payload    jsonb NOT NULL,
        state      text NOT NULL CONSTRAINT timer_state_known CHECK (state IN ('SET', 'FIRED', 'CANCELLED')),
        created_at timestamptz NOT NULL,
        queued_at  timestamptz,
        fired_at   timestamptz
      )`);
    await db.query(
      `CREATE UNIQUE INDEX timer_one_per_subject ON timer (kind, subject_id) WHERE state = 'SET'`,
    );
    await db.query(`CREATE INDEX timer_due ON timer (due_at) WHERE state = 'SET'`);
    await db.query(`
      CREATE TABLE audit_entry (
        id             uuid PRIMARY KEY,
        subject_type   text NOT NULL,
        subject_id     uuid NOT NULL,
        seq            integer NOT NULL,
        at             timestamptz NOT NULL,
        actor_id       uuid NOT NULL,
        actor_name     text NOT NULL,
        role           text NOT NULL,
        action         text NOT NULL,
        from_state     text,
        to_state       text,
        reason_code    text,
        public_comment text,
        inner_comment  text,
        ip             text,
        data           jsonb NOT NULL,
        prev_hash      text,
        hash           text NOT NULL
      )`);
    await db.query(
      'CREATE UNIQUE INDEX audit_entry_subject_seq ON audit_entry (subject_type, subject_id, seq)',
    );
    await db.query('CREATE INDEX audit_entry_at ON audit_entry (at)');
    await db.query(`
      CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$`);
    await db.query(`
      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
      FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()`);
    await db.query(`
      CREATE TABLE idempotency_key (
        account_id  uuid NOT NULL,
        scope       text NOT NULL,
        key         text NOT NULL,
        fingerprint text NOT NULL,
        answer      jsonb,
        created_at  timestamptz NOT NULL,
        PRIMARY KEY (account_id, scope, key)
      )`);
    await db.query('CREATE INDEX idempotency_key_created ON idempotency_key (created_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of [
      'idempotency_key',
      'audit_entry',
      'timer',
      'event_effect',
      'outbox_event',
    ]) {
      await db.query(`DROP TABLE ${table}`);
    }
    await db.query('DROP FUNCTION audit_entry_is_append_only');
    await db.query('DROP EXTENSION citext');
    await db.query('DROP EXTENSION pg_trgm');
  }
}
