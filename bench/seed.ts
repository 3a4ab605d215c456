/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib; the drivers of apps/e2e are shared */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

import pg from 'pg';

import { startPostgres } from '../tools/embedded-postgres.mjs';
import { marketingAnswers } from '../apps/e2e/src/complete-answers';
import type { DemoPerson } from '../apps/e2e/src/client';
import { say } from './load';

/** A database with many applications in it. */
export interface Seeded {
  url: string;
  size: number;
  db: pg.Pool;
  /** Session of the demo reviewer. */
  cookie: string;
  /** Process id of the database server. */
  postgres: number;
}

const APPLICATIONS_OF_ONE = 5;
const CHUNK = 50_000;
/** So many of the newest open ones have documents and checks: those are what is read. */
const WITH_FILE = 20_000;
const REVIEWER_SECRET = 'r'.padEnd(43, '0');
/** What made-up names are made of. */
export const SYLLABLES =
  'ба,ве,го,ди,жу,зе,ки,ло,мо,ну,по,ра,со,ту,фе,ха,це,чи,шо,эра,юни,ман,тек,лин,кор,вит,сиб,нор,гал,дон,рем,пул,сан,мер,био,ген,оми,ави,ста,кри'.split(
    ',',
  );
export const ADJECTIVES =
  'медицинский,сибирский,цифровой,научный,промышленный,клинический,инженерный,северный'.split(',');
export const NOUNS =
  'завод,центр,комплекс,альянс,институт,прибор,кластер,проект,ресурс,сервис,фонд,поток,контур,вектор,импульс,сигнал,модуль,реактор,протез,анализ,препарат,экран,насос,датчик,робот,канал,клапан,шприц,скальпель,томограф,стент,имплант,фермент,геном,белок,раствор,порошок,волокно,катализатор,стенд'.split(
    ',',
  );

/** Words by how many requests hold them: about sixteen, an eighth, a three-hundredth. */
export const WORDS = {
  rare: rareWords(),
  common: ADJECTIVES,
  two: ADJECTIVES.flatMap((one, at) => [
    `${one} ${NOUNS[at * 3] ?? ''}`,
    `${one} ${NOUNS[at * 5] ?? ''}`,
  ]),
};

/** Opens the database of that size; makes and fills it unless it may be taken as it is. */
export async function seeded(size: number, reuse: boolean): Promise<Seeded> {
  const { adminUrl, pid } = await startPostgres({ name: 'bench', userPid: process.pid });
  const url = new URL(adminUrl);
  url.pathname = `/okno_bench_${size}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const name = url.pathname.slice(1);
  const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  const take = reuse && found.rowCount === 1;
  if (!take) {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
  }
  await admin.end();
  const db = new pg.Pool({ connectionString: url.href, max: 2 });
  // A run that fails stops the server under its connections.
  db.on('error', () => undefined);
  if (!take) {
    migrate(url.href);
    await fill(db, size);
  }
  const cookie = `okno_session=${REVIEWER_SECRET}`;
  return { url: url.href, size, db, cookie, postgres: pid() ?? 0 };
}

/** Newest applications of a state with what else is asked for when they are read. */
export async function rowsOf(
  { db }: Seeded,
  state: string,
  limit: number,
): Promise<{ id: string; organisationId: string }[]> {
  const { rows } = await db.query<{ id: string; organisationId: string }>(
    `SELECT id, organisation_id AS "organisationId" FROM application WHERE state = $1
     ORDER BY created_at DESC LIMIT $2`,
    [state, limit],
  );
  return rows;
}

/** More of the same after the last one, in small transactions, as they would arrive. */
export async function addApplications(
  { db, size }: Seeded,
  from: number,
  count: number,
): Promise<void> {
  for (let first = from; first < from + count; first += 100) {
    await insertApplications(db, size, first, Math.min(first + 99, from + count - 1));
  }
}

function migrate(url: string): void {
  const done = spawnSync(process.execPath, ['dist/migrate/main.js'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, OKNO_DEMO: 'true' },
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    throw new Error(`Migration failed:\n${done.stdout}${done.stderr}`);
  }
}

async function fill(db: pg.Pool, size: number): Promise<void> {
  say(`filling a database with ${size} applications`);
  await db.query(ORGANISATIONS, [
    Math.ceil(size / APPLICATIONS_OF_ONE),
    SYLLABLES,
    ADJECTIVES,
    NOUNS,
  ]);
  for (let first = 1; first <= size; first += CHUNK) {
    await insertApplications(db, size, first, Math.min(first + CHUNK - 1, size));
  }
  await db.query(STORED_FILE);
  await db.query(DOCUMENTS, [WITH_FILE]);
  await db.query(CHECKS, [WITH_FILE]);
  const people: DemoPerson[] = JSON.parse(readFileSync('db/reference/demo-people.json', 'utf8'));
  const reviewer = people.find(({ role }) => role === 'REVIEWER')?.email;
  await db.query(SESSION, [reviewer, createHash('sha256').update(REVIEWER_SECRET).digest()]);
  await db.query('VACUUM ANALYZE');
  await db.query('CHECKPOINT');
}

async function insertApplications(
  db: pg.Pool,
  size: number,
  first: number,
  last: number,
): Promise<void> {
  const answers = marketingAnswers('person@example.org');
  await db.query(APPLICATIONS, [
    first,
    last,
    JSON.stringify(answers),
    APPLICATIONS_OF_ONE,
    Math.ceil(size / APPLICATIONS_OF_ONE),
  ]);
}

function rareWords(): string[] {
  return Array.from({ length: 64 }, (_, at) => {
    const [a, b, c] = [(at * 7) % 40, (at * 13 + 5) % 40, (at * 29 + 11) % 40];
    return `${SYLLABLES[a]}${SYLLABLES[b]}${SYLLABLES[c]}`;
  });
}

const ORGANISATIONS = `
  INSERT INTO organisation (id, kind, inn, ogrn, kpp, full_name, short_name, okved_main, sme_category, address_legal,
    head_name, region_code, state, source_code, source_as_of, revision, created_by, created_at, updated_at)
  SELECT md5('organisation ' || i)::uuid, 'LEGAL', '4290' || lpad(i::text, 6, '0'), '1024290' || lpad(i::text, 6, '0'),
    '420501001', 'Общество с ограниченной ответственностью «' || name || ' (демо)»', 'ООО «' || name || ' (демо)»',
    '32.50', 'SMALL', 'Кемеровская область – Кузбасс, г. Кемерово, пр. Советский, ' || i, 'Пробная Анна Демовна', '42',
    'CONFIRMED', 'registrar', '2026-01-01', 1, md5('nobody')::uuid, now(), now()
  FROM generate_series(1, $1::int) AS i,
    LATERAL (SELECT ($2::text[])[1 + (i * 7) % 40] || ($2::text[])[1 + (i / 40 * 13 + i % 37) % 40]
      || ($2::text[])[1 + (i / 1600 * 29 + i % 31) % 40] || ' ' || ($3::text[])[1 + i % 8] || ' '
      || ($4::text[])[1 + (i / 8) % 40] AS name) AS named`;

/** One of five is open, three are closed, one was refused; what arrives later is closed. Ids are of version 7, in the order of creation. */
const APPLICATIONS = `
  INSERT INTO application (id, kind, state, revision, number, cluster_id, organisation_id, organisation_inn,
    organisation_name, measure_version_id, measure_code, created_by, assignee_id, answers, answer_revisions, prefill,
    steps, pauses, return_round, turn, due_on, due_provisional, due_sort, cost_kopecks, requested_kopecks,
    approved_kopecks, submitted_at, registered_on, registered_provisional, decided_on, search_text, created_at, updated_at)
  SELECT (lpad(to_hex((extract(epoch FROM made) * 1000)::bigint), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8'
      || substr(md5(i::text), 4, 15))::uuid,
    'SERVICE', st, 6, number, v.cluster_id, o.id, o.inn, o.short_name, v.version_id, 'KZ-06', md5('nobody')::uuid,
    CASE WHEN opened THEN v.reviewer_id END,
    $3::jsonb || jsonb_build_object('mk.goal', goal, 'org.inn', o.inn, 'org.fullName', o.full_name, 'org.shortName', o.short_name),
    '{"org.inn": 1, "mk.goal": 2, "money.lines": 3}', '{}',
    jsonb_build_array(
      jsonb_build_object('action', 'create', 'to', 'DRAFT', 'at', made, 'by', 'Пробная Анна', 'side', 'APPLICANT'),
      jsonb_build_object('action', 'submit', 'to', 'SUBMITTED', 'at', made, 'by', 'Пробная Анна', 'side', 'APPLICANT'),
      jsonb_build_object('action', 'register', 'to', 'REGISTERED', 'at', made, 'by', 'okno', 'side', 'SYSTEM'),
      jsonb_build_object('action', 'startFormalCheck', 'to', 'FORMAL_CHECK', 'at', made, 'by', 'okno', 'side', 'SYSTEM'),
      jsonb_build_object('action', 'toReview', 'to', st, 'at', made, 'by', 'Рецензент', 'side', 'CENTRE')),
    '[]', 0, CASE WHEN opened THEN 'CENTRE' ELSE 'NONE' END, CASE WHEN opened THEN made::date + 30 END, false,
    CASE WHEN opened THEN made::date + 30 ELSE '9999-12-31' END, 22500003, 11250001,
    CASE WHEN st = 'CLOSED' THEN 11250001 END, made, made::date, false,
    CASE WHEN NOT opened THEN made::date + 20 END,
    concat_ws(' ', number, o.inn, o.ogrn, o.short_name, o.full_name, v.title), made, made
  FROM generate_series($1::int, $2::int) AS i
    CROSS JOIN LATERAL (SELECT '2024-11-20'::timestamptz + i * interval '63 seconds' AS made, i % $4 = 0 AND i <= $4 * $5 AS opened,
      CASE WHEN i > $4 * $5 THEN 'CLOSED'
        ELSE (ARRAY['FORMAL_CHECK', 'CLOSED', 'CLOSED', 'CLOSED', 'REJECTED'])[1 + i % $4] END AS st,
      (SELECT string_agg(md5(i || '/' || n), ' ') FROM generate_series(1, 24) AS n) AS goal,
      'KZB-SRV-' || 2024 + i / 900000 || '-' || lpad((i % 900000)::text, 6, '0') AS number) AS f
    JOIN organisation o ON o.id = md5('organisation ' || 1 + (i - 1) / $4 % $5)::uuid
    CROSS JOIN (SELECT mv.id AS version_id, m.cluster_id, mv.content -> 'title' ->> 'ru' AS title,
        (SELECT g.account_id FROM role_grant g WHERE g.role = 'REVIEWER' LIMIT 1) AS reviewer_id
      FROM measure m JOIN measure_version mv ON mv.id = m.current_version_id WHERE m.code = 'KZ-06') AS v`;

const STORED_FILE = `
  INSERT INTO stored_file (key, sha256, size, mime, created_at)
  VALUES ('bench', repeat('0', 64), 1000, 'application/pdf', now()) ON CONFLICT DO NOTHING`;

const NEWEST = `(SELECT id FROM application WHERE state = 'FORMAL_CHECK' ORDER BY created_at DESC LIMIT $1)`;
const DOCUMENTS = `
  INSERT INTO document (id, application_id, slot, file_key, name, mime, size, sha256, scan, version, state, uploaded_by,
    uploaded_at)
  SELECT gen_random_uuid(), a.id, slot, 'bench', slot || '.pdf', 'application/pdf', 1000, repeat('0', 64),
    'NOT_SCANNED', 1, 'CURRENT', md5('nobody')::uuid, now()
  FROM ${NEWEST} AS a, unnest(ARRAY['D-TOR', 'D-PRODUCT']) AS slot`;
const CHECKS = `
  INSERT INTO check_result (id, application_id, round, code, outcome, message_key, params, source, checked_at)
  SELECT gen_random_uuid(), a.id, 0, code, 'PASS', 'check.' || code || '.pass', '{}', 'portal', now()
  FROM ${NEWEST} AS a, unnest(ARRAY['E01', 'E02', 'E03', 'E04', 'E05', 'E10', 'E13', 'E17']) AS code`;
const SESSION = `
  INSERT INTO session (id, account_id, secret_hash, created_at, last_seen_at, expires_at, ends_at)
  SELECT gen_random_uuid(), id, $2, now(), now() + interval '12 hours', now() + interval '5 days',
    now() + interval '5 days'
  FROM account WHERE email_key = $1`;
