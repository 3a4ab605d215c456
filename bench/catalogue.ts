import type pg from 'pg';

import { duel, fire, say, type Round } from './load';
import { Measured } from './processes';
import { recording, type Pair } from './reading';
import type { Statement } from './replay';
import { figureFinding, rateFinding, type Finding } from './results';
import { SEARCH_CONNECTIONS, type Settings } from './settings';
import { ADJECTIVES, NOUNS, seeded, SYLLABLES, WORDS } from './seed';

/** Measures that the catalogue is grown to. */
const MEASURES = 50_000;
/** Requests in the same database: a search of measures looks at none. */
const CASES = 1_000;
/** So many of the words of each kind are asked by turns. */
const WORDS_OF_KIND = 8;
const PLAIN_NAME = 'catalogue-plain';

/**
 * Search in a catalogue of 50 000 measures, by a word that few of them have, one that an eighth has, and two words.
 * Against a server that only asks the database what our api asks it; and against the plainest query that could answer:
 * the best 25 with their texts, without the counts beside the filters, the marked words and the typing errors.
 */
export async function catalogueSearch(
  settings: Settings,
  environment: (database: string) => Record<string, string>,
): Promise<Finding[]> {
  const catalogue = await seeded(CASES, settings.reuse);
  await growCatalogue(catalogue.db);
  const env = environment(catalogue.url);
  const ours = await Measured.portal('api', env);
  const bare = await Measured.bare(env);
  const recorder = await Measured.portal('api', env, true);
  const pair: Pair = { seeded: catalogue, ours, bare, recorder };
  try {
    const findings: Finding[] = [];
    for (const [kind, words] of Object.entries(WORDS)) {
      findings.push(...(await searchBy(kind, words.slice(0, WORDS_OF_KIND), pair, settings)));
    }
    return findings;
  } finally {
    await Promise.all([ours.stop(), bare.stop(), recorder.stop()]);
    await catalogue.db.end();
  }
}

async function searchBy(
  kind: string,
  words: readonly string[],
  pair: Pair,
  settings: Settings,
): Promise<Finding[]> {
  const paths = words.map((word) => `/api/v1/measures?limit=25&q=${encodeURIComponent(word)}`);
  const asked: string[] = [];
  const plain: string[] = [];
  for (const [at, path] of paths.entries()) {
    // The words become a query of their own in the first statement, so each question is listened to.
    const statements = await recording(pair, path);
    await route(pair.bare, `catalogue-${kind}-${at}`, statements);
    await route(pair.bare, `${PLAIN_NAME}-${kind}-${at}`, [plainSearch(words[at] ?? '')]);
    asked.push(`/catalogue-${kind}-${at}/0`);
    plain.push(`/${PLAIN_NAME}-${kind}-${at}/0`);
  }
  const seconds = Math.max(2, Math.round(settings.seconds / 2));
  const by = (one: Measured, its: readonly string[]): Promise<Round> =>
    reading(one, its, seconds, pair);
  const name = kind === 'two' ? 'two words' : `${kind} word`;
  const same = await duel(`catalogue, ${name}`, settings.rounds, {
    ours: () => by(pair.ours, paths),
    bare: () => by(pair.bare, asked),
  });
  const least = await duel(`catalogue, ${name}, plainest query`, settings.rounds, {
    ours: () => by(pair.ours, paths),
    bare: () => by(pair.bare, plain),
  });
  return [
    rateFinding(`search over ${MEASURES} measures, ${name}`, same, { least: 0.6, goal: 0.8 }),
    rateFinding('… against the plainest query', least),
    figureFinding('… p95', { value: same.ours.p95, unit: 'ms', bare: same.bare.p95 }),
  ];
}

function route(bare: Measured, path: string, statements: Statement[]): Promise<void> {
  return bare.route({ path, statements, keys: [], made: [], rows: [[]] });
}

function plainSearch(words: string): Statement {
  return {
    text: `
      SELECT m.code, v.content, ts_rank(m.search, q) AS rank
      FROM to_tsquery('russian', $1) AS q, measure m JOIN measure_version v ON v.id = m.current_version_id
      WHERE m.listed AND m.search @@ q ORDER BY rank DESC, m.position LIMIT 26`,
    values: [words.replaceAll(/(?<=\S)(?=\s|$)/gu, ':*').replaceAll(' ', ' & ')],
  };
}

function reading(
  { url, pid }: Measured,
  paths: readonly string[],
  seconds: number,
  { seeded: { postgres } }: Pair,
): Promise<Round> {
  let next = 0;
  return fire({
    url,
    connections: SEARCH_CONNECTIONS,
    watched: [pid, postgres],
    until: { seconds },
    shot: () => ({ method: 'GET', path: paths[(next += 1) % paths.length] ?? '/', headers: {} }),
  });
}

/** Made-up measures with the texts of real ones, each with a name of its own; every fifth has an open round. */
async function growCatalogue(db: pg.Pool): Promise<void> {
  say(`growing the catalogue to ${MEASURES} measures`);
  await db.query(GROW, [MEASURES, SYLLABLES, ADJECTIVES, NOUNS]);
  await db.query(ROUNDS);
  await db.query(WORD_LIST);
  await db.query('VACUUM ANALYZE');
}

const GROW = `
  WITH known AS (
    SELECT m.*, v.content, v.state_share_bp, v.limit_per_application_kopecks, row_number() OVER (ORDER BY m.position) AS no,
      count(*) OVER () AS of
    FROM measure m JOIN measure_version v ON v.id = m.current_version_id WHERE m.listed AND m.code NOT LIKE 'BENCH-%'
  ), made AS (
    SELECT k.*, i, md5('measure ' || i)::uuid AS made_id, md5('version ' || i)::uuid AS version_id,
      ($2::text[])[1 + (i * 7) % 40] || ($2::text[])[1 + (i / 40 * 13 + i % 37) % 40]
        || ($2::text[])[1 + (i / 1600 * 29 + i % 31) % 40] || ' ' || ($3::text[])[1 + i % 8] || ' '
        || ($4::text[])[1 + (i / 8) % 40] AS name
    FROM generate_series(1, $1::int - (SELECT max(of)::int FROM known)) AS i JOIN known k ON k.no = 1 + i % k.of
    WHERE NOT EXISTS (SELECT 1 FROM measure WHERE code = 'BENCH-' || i)
  ), measures AS (
    INSERT INTO measure (id, code, kind, category, cluster_id, position, listed, current_version_id, search, search_text)
    SELECT made_id, 'BENCH-' || i, kind, category, cluster_id, 1000 + i, true, version_id,
      setweight(to_tsvector('russian', name), 'A') || search, search_text || ' ' || name FROM made
  )
  INSERT INTO measure_version (id, measure_id, version_no, valid_from, content, form, state_share_bp,
    limit_per_application_kopecks, content_hash, eligibility)
  SELECT version_id, made_id, 1, now(), jsonb_set(content, '{title,ru}', to_jsonb(name)),
    CASE WHEN i % 5 = 0 THEN '{}'::jsonb END, state_share_bp, limit_per_application_kopecks, 'bench', '[]' FROM made`;
const ROUNDS = `
  INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, waiting_list, demo)
  SELECT md5('round ' || m.id)::uuid, m.id, now() - interval '1 day', now() + interval '90 days', 2026, 'FIFO', 0, false, true
  FROM measure m JOIN measure_version v ON v.measure_id = m.id WHERE m.code LIKE 'BENCH-%' AND v.form IS NOT NULL
  ON CONFLICT DO NOTHING`;
const WORD_LIST = `
  INSERT INTO measure_word (word)
  SELECT DISTINCT word FROM measure m, regexp_split_to_table(lower(m.search_text), '[^[:alnum:]]+') AS word
  WHERE length(word) BETWEEN 4 AND 40 ON CONFLICT DO NOTHING`;
