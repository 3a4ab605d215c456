import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The Council: bodies and seats, sessions with agenda, votes and minutes; and since when a Council takes part in a
 * procedure, in place of one mode for a cluster: cases that run keep the mode they were filed under.
 */
export class Council1795590000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await modes(db);
    await purposes(
      db,
      'secret_token_purpose_known',
      'secret_token_purpose_listed',
      `, 'MINUTES_CODE'`,
    );
    for (const statement of TABLES) {
      await db.query(statement);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of NAMES) {
      await db.query(`DROP TABLE ${table}`);
    }
    await db.query(`DELETE FROM secret_token WHERE purpose = 'MINUTES_CODE'`);
    await purposes(db, 'secret_token_purpose_listed', 'secret_token_purpose_known', '');
    await db.query(`ALTER TABLE cluster ADD COLUMN council_mode text NOT NULL DEFAULT 'NONE'
      CONSTRAINT cluster_council_mode_known CHECK (council_mode IN ('NONE', 'OPINION', 'DECISION'))`);
    await db.query(`
      UPDATE cluster c SET council_mode = (SELECT m.mode FROM cluster_council_mode m
        WHERE m.cluster_id = c.id AND m.procedure = 'MEMBERSHIP' ORDER BY m.from_at DESC LIMIT 1)
      WHERE EXISTS (SELECT FROM cluster_council_mode m WHERE m.cluster_id = c.id AND m.procedure = 'MEMBERSHIP')`);
    await db.query('ALTER TABLE cluster ALTER COLUMN council_mode DROP DEFAULT');
    await db.query('DROP TABLE cluster_council_mode');
  }
}

async function modes(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE cluster_council_mode (
      cluster_id uuid NOT NULL CONSTRAINT cluster_council_mode_cluster REFERENCES cluster (id),
      procedure  text NOT NULL,
      from_at    timestamptz NOT NULL,
      mode       text NOT NULL
        CONSTRAINT cluster_council_mode_known CHECK (mode IN ('NONE', 'OPINION', 'DECISION')),
      PRIMARY KEY (cluster_id, procedure, from_at)
    )`);
  await db.query(`
    INSERT INTO cluster_council_mode (cluster_id, procedure, from_at, mode)
    SELECT id, 'MEMBERSHIP', '2000-01-01', council_mode FROM cluster WHERE council_mode <> 'NONE'`);
  await db.query('ALTER TABLE cluster DROP COLUMN council_mode');
}

/** A changed rule gets a new name: the check of drift compares rules by name. */
async function purposes(db: QueryRunner, from: string, to: string, more: string): Promise<void> {
  await db.query(`ALTER TABLE secret_token DROP CONSTRAINT ${from}`);
  await db.query(`ALTER TABLE secret_token ADD CONSTRAINT ${to}
    CHECK (purpose IN ('EMAIL_CONFIRMATION', 'PASSWORD_RESET', 'INVITATION', 'AGREEMENT_CODE'${more}))`);
}

const NAMES = [
  'council_signature',
  'council_extract',
  'council_minutes',
  'council_dissent',
  'council_sealed_vote',
  'council_vote',
  'council_recusal',
  'council_presence',
  'council_item',
  'council_session',
  'council_member',
  'council_counter',
  'council',
];

const TABLES = [
  `CREATE TABLE council (
    id         uuid PRIMARY KEY,
    cluster_id uuid NOT NULL,
    name       jsonb NOT NULL,
    rules      jsonb NOT NULL
  )`,
  'CREATE UNIQUE INDEX council_of_cluster ON council (cluster_id)',
  `CREATE TABLE council_counter (
    council_id uuid NOT NULL,
    series     text NOT NULL,
    last       integer NOT NULL,
    PRIMARY KEY (council_id, series)
  )`,
  `CREATE TABLE council_member (
    id         uuid PRIMARY KEY,
    council_id uuid NOT NULL CONSTRAINT council_member_council REFERENCES council (id),
    account_id uuid NOT NULL,
    chair      boolean NOT NULL,
    represents jsonb NOT NULL,
    from_on    date NOT NULL,
    to_on      date,
    CONSTRAINT council_member_term_runs CHECK (to_on >= from_on)
  )`,
  'CREATE UNIQUE INDEX council_member_once ON council_member (council_id, account_id)',
  'CREATE INDEX council_member_account ON council_member (account_id)',
  `CREATE TABLE council_session (
    id          uuid PRIMARY KEY,
    council_id  uuid NOT NULL CONSTRAINT council_session_council REFERENCES council (id),
    cluster_id  uuid NOT NULL,
    state       text NOT NULL CONSTRAINT council_session_state_known
      CHECK (state IN ('PLANNED', 'OPEN', 'CLOSED', 'SIGNED', 'CANCELLED')),
    planned_for timestamptz NOT NULL,
    place       text NOT NULL,
    number      integer,
    rules       jsonb,
    chair_id    uuid,
    created_by  uuid NOT NULL,
    created_at  timestamptz NOT NULL,
    opened_at   timestamptz,
    closed_at   timestamptz,
    CONSTRAINT council_session_opened_whole CHECK (
      (state IN ('PLANNED', 'CANCELLED')) = (number IS NULL) AND (number IS NULL) = (rules IS NULL)
      AND (number IS NULL) = (chair_id IS NULL) AND (number IS NULL) = (opened_at IS NULL))
  )`,
  'CREATE INDEX council_session_cluster ON council_session (cluster_id, planned_for, id)',
  'CREATE UNIQUE INDEX council_session_number ON council_session (council_id, number)',
  `CREATE TABLE council_item (
    id             uuid PRIMARY KEY,
    session_id     uuid NOT NULL CONSTRAINT council_item_session REFERENCES council_session (id),
    position       integer NOT NULL,
    application_id uuid,
    title          text NOT NULL,
    question       text NOT NULL,
    ballot         text NOT NULL CONSTRAINT council_item_ballot_known CHECK (ballot IN ('OPEN', 'SECRET')),
    mode           text CONSTRAINT council_item_mode_known CHECK (mode IN ('OPINION', 'DECISION')),
    state          text NOT NULL CONSTRAINT council_item_state_known
      CHECK (state IN ('PENDING', 'VOTING', 'COUNTING', 'CLOSED', 'DEFERRED', 'WITHDRAWN')),
    outcome        text CONSTRAINT council_item_outcome_known
      CHECK (outcome IN ('CARRIED', 'NOT_CARRIED', 'NO_QUORUM')),
    result         jsonb,
    roll           jsonb,
    box_digest     text,
    opened_at      timestamptz,
    closed_at      timestamptz,
    CONSTRAINT council_item_result_whole CHECK (state <> 'CLOSED' OR (outcome IS NOT NULL AND result IS NOT NULL)),
    CONSTRAINT council_item_case_has_mode CHECK ((application_id IS NULL) = (mode IS NULL))
  )`,
  'CREATE INDEX council_item_session_position ON council_item (session_id, position)',
  `CREATE UNIQUE INDEX council_item_case_once ON council_item (application_id)
    WHERE state NOT IN ('DEFERRED', 'WITHDRAWN')`,
  `CREATE TABLE council_presence (
    session_id uuid NOT NULL CONSTRAINT council_presence_session REFERENCES council_session (id),
    member_id  uuid NOT NULL,
    present    boolean NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (session_id, member_id)
  )`,
  `CREATE TABLE council_recusal (
    item_id   uuid NOT NULL CONSTRAINT council_recusal_item REFERENCES council_item (id),
    member_id uuid NOT NULL,
    reason    text NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (item_id, member_id)
  )`,
  `CREATE TABLE council_vote (
    item_id   uuid NOT NULL CONSTRAINT council_vote_item REFERENCES council_item (id),
    member_id uuid NOT NULL,
    choice    text CONSTRAINT council_vote_choice_known CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
    seal      text,
    cast_at   timestamptz NOT NULL,
    PRIMARY KEY (item_id, member_id),
    CONSTRAINT council_vote_open_or_sealed CHECK (choice IS NULL OR seal IS NULL)
  )`,
  'CREATE UNIQUE INDEX council_vote_seal ON council_vote (item_id, seal)',
  `CREATE TABLE council_sealed_vote (
    item_id uuid NOT NULL CONSTRAINT council_sealed_vote_item REFERENCES council_item (id),
    seal    text NOT NULL,
    choice  text CONSTRAINT council_sealed_vote_choice_known CHECK (choice IN ('FOR', 'AGAINST', 'ABSTAIN')),
    salt    text,
    PRIMARY KEY (item_id, seal),
    CONSTRAINT council_sealed_vote_opened_whole CHECK ((choice IS NULL) = (salt IS NULL))
  )`,
  `CREATE TABLE council_dissent (
    item_id   uuid NOT NULL CONSTRAINT council_dissent_item REFERENCES council_item (id),
    member_id uuid NOT NULL,
    text      text NOT NULL,
    at        timestamptz NOT NULL,
    PRIMARY KEY (item_id, member_id)
  )`,
  `CREATE TABLE council_minutes (
    session_id  uuid PRIMARY KEY CONSTRAINT council_minutes_session REFERENCES council_session (id),
    number      text NOT NULL,
    date        date NOT NULL,
    file_key    text NOT NULL,
    size        integer NOT NULL,
    sha256      text NOT NULL,
    prepared_at timestamptz NOT NULL
  )`,
  'CREATE UNIQUE INDEX council_minutes_number ON council_minutes (number)',
  `CREATE TABLE council_extract (
    item_id        uuid PRIMARY KEY CONSTRAINT council_extract_item REFERENCES council_item (id),
    application_id uuid NOT NULL,
    file_key       text NOT NULL,
    size           integer NOT NULL,
    sha256         text NOT NULL,
    at             timestamptz NOT NULL
  )`,
  'CREATE UNIQUE INDEX council_extract_application ON council_extract (application_id)',
  `CREATE TABLE council_signature (
    session_id  uuid NOT NULL CONSTRAINT council_signature_session REFERENCES council_session (id),
    side        text NOT NULL CONSTRAINT council_signature_side_known CHECK (side IN ('CHAIR', 'SECRETARY')),
    account_id  uuid NOT NULL,
    signer_name text NOT NULL,
    sha256      text NOT NULL,
    signed_at   timestamptz NOT NULL,
    PRIMARY KEY (session_id, side)
  )`,
];
