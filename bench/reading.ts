import { encodeCursor } from '@okno/server/core';

import { duel, fire, say, type Round } from './load';
import type { BareRoute } from './bare-server';
import type { Measured } from './processes';
import { idsIn, readingOf } from './replay';
import { effortFinding, figureFinding, rateFinding, type Finding } from './results';
import { addApplications, rowsOf, WORDS, type Seeded } from './seed';
import { CONNECTIONS, FRESH_ROWS, SEARCH_CONNECTIONS, type Settings } from './settings';

/** The two systems on one database. */
export interface Pair {
  seeded: Seeded;
  ours: Measured;
  bare: Measured;
  /** Another api, whose statements are listened to. */
  recorder: Measured;
}

const READ_SAMPLE = 2_000;
const DEEP = 500_000;

/** One application as its reviewer reads it. */
export async function readOne(pair: Pair, settings: Settings): Promise<Finding[]> {
  const rows = await rowsOf(pair.seeded, 'FORMAL_CHECK', READ_SAMPLE);
  const [sample] = rows;
  if (!sample) {
    throw new Error('Nothing to read');
  }
  const path = (row: { id: string }): string => `/api/v1/applications/${row.id}`;
  const recorded = await recording(pair, path(sample));
  const keys = [sample.id, sample.organisationId];
  const table = rows.map((row) => [row.id, row.organisationId]);
  await pair.bare.route({ path: 'read', statements: recorded, keys, made: [], rows: table });
  const alone = recorded.filter(
    ({ name }) => name === 'session-actor' || name === 'application-find',
  );
  await pair.bare.route({ path: 'row', statements: alone, keys, made: [], rows: table });
  const paths = rows.map(path);
  const whole = await duel('read one', settings.rounds, sides(pair, settings, paths, 'read'));
  const row = await duel('read, row alone', settings.rounds, sides(pair, settings, paths, 'row'));
  return [
    rateFinding(`read one application (${recorded.length} statements)`, whole, {
      least: 0.6,
      goal: 0.85,
    }),
    effortFinding(whole),
    rateFinding('… against session and row alone', row),
  ];
}

/** 25 of a state: the first page and one far behind it. */
export async function list(pair: Pair, settings: Settings): Promise<Finding[]> {
  const first = '/api/v1/applications?state=CLOSED&limit=25';
  const { at, cursor } = await deepCursor(pair.seeded);
  const deep = `${first}&after=${cursor}`;
  const limits = { least: 0.55, goal: 0.8 };
  const found = [];
  for (const [name, path] of [
    ['list', first],
    ['deep', deep],
  ] as const) {
    const statements = await recording(pair, path);
    await pair.bare.route({ path: name, statements, keys: [], made: [], rows: [[]] });
    found.push(await duel(`list: ${name}`, settings.rounds, sides(pair, settings, [path], name)));
  }
  const [top, far] = found;
  if (!top || !far) {
    throw new Error('Two lists were measured');
  }
  const slower = top.ours.rate / far.ours.rate;
  return [
    rateFinding('list 25 of a state, first page', top, limits),
    effortFinding(top),
    rateFinding(`list 25 of a state, after row ${at}`, far, limits),
    figureFinding(
      '… time of that page, in first pages',
      { value: slower, unit: '×', digits: 2 },
      { floor: 1.1, goal: 1.1 },
    ),
  ];
}

/** Search by a rare word, a common one, and two; again after many rows have arrived. */
export async function search(pair: Pair, settings: Settings): Promise<Finding[]> {
  const before = await searches(pair, settings, '');
  say(`${FRESH_ROWS} rows arrive`);
  const { rows } = await pair.seeded.db.query<{ last: number }>(
    `SELECT count(*)::int AS last FROM application WHERE measure_code = 'KZ-06'`,
  );
  await addApplications(pair.seeded, (rows[0]?.last ?? pair.seeded.size) + 5, FRESH_ROWS);
  return [...before, ...(await searches(pair, settings, ', fresh rows'))];
}

async function searches(pair: Pair, settings: Settings, when: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [kind, words] of Object.entries(WORDS)) {
    const path = (word: string): string => `/api/v1/applications?q=${encodeURIComponent(word)}`;
    const [sample = ''] = words;
    const statements = await recording(pair, path(sample));
    const name = `search-${kind}`;
    const keys = sample.split(' ');
    const rows = words.map((word) => word.split(' '));
    await pair.bare.route({ path: name, statements, keys, made: [], rows });
    const seconds = Math.max(2, Math.round(settings.seconds / 2));
    const { ours, bare } = await duel(
      `search: ${kind}${when}`,
      settings.rounds,
      sides(pair, { ...settings, seconds }, words.map(path), name, SEARCH_CONNECTIONS),
    );
    findings.push(
      figureFinding(
        `search, ${kind === 'two' ? 'two words' : `${kind} word`}${when}: p95`,
        { value: ours.p95, unit: 'ms', bare: bare.p95 },
        { floor: 100, goal: 60 },
      ),
    );
  }
  return findings;
}

/** The same api on a small and on the big database. */
export async function growth(
  big: { seeded: Seeded; ours: Measured },
  small: { seeded: Seeded; ours: Measured },
  settings: Settings,
): Promise<Finding[]> {
  const paths = async ({ seeded }: { seeded: Seeded }): Promise<Record<string, string[]>> => ({
    'read one': (await rowsOf(seeded, 'FORMAL_CHECK', READ_SAMPLE)).map(
      ({ id }) => `/api/v1/applications/${id}`,
    ),
    'list 25': ['/api/v1/applications?state=CLOSED&limit=25'],
  });
  const [ofBig, ofSmall] = [await paths(big), await paths(small)];
  const findings: Finding[] = [];
  for (const name of Object.keys(ofBig)) {
    const { ours, bare } = await duel(`growth: ${name}`, settings.rounds, {
      ours: () => reading(big.ours, big.seeded, ofBig[name] ?? [], settings.seconds),
      bare: () => reading(small.ours, small.seeded, ofSmall[name] ?? [], settings.seconds),
    });
    findings.push(
      rateFinding(
        `${name}: ${big.seeded.size} against ${small.seeded.size} applications`,
        { ours, bare },
        { least: 0.75, goal: 0.85 },
      ),
    );
  }
  return findings;
}

function sides(
  { seeded, ours, bare }: Pair,
  { seconds }: Settings,
  paths: readonly string[],
  route: BareRoute['path'],
  connections = CONNECTIONS,
): Record<'ours' | 'bare', () => Promise<Round>> {
  const bares = paths.map((_, at) => `/${route}/${at}`);
  return {
    ours: () => reading(ours, seeded, paths, seconds, connections),
    bare: () => reading(bare, seeded, bares, seconds, connections),
  };
}

function reading(
  { url, pid }: Measured,
  { cookie, postgres }: Seeded,
  paths: readonly string[],
  seconds: number,
  connections = CONNECTIONS,
): Promise<Round> {
  let next = 0;
  return fire({
    url,
    connections,
    watched: [pid, postgres],
    until: { seconds },
    shot: () => ({
      method: 'GET',
      path: paths[(next += 1) % paths.length] ?? '/',
      headers: { cookie },
    }),
  });
}

/** What our api asks the database to answer this, when everything that it keeps is there. */
export async function recording(
  { recorder, seeded }: Pair,
  path: string,
): Promise<ReturnType<typeof readingOf>> {
  const ask = async (): Promise<void> => {
    const answer = await fetch(`${recorder.url}${path}`, { headers: { cookie: seeded.cookie } });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    await answer.arrayBuffer();
  };
  await ask();
  const statements = readingOf(await recorder.statementsOf(ask));
  say(
    `${path.slice(0, 60)} sends ${statements.length} statements about ${idsIn(statements).size} ids: ${statements.map(({ name }) => name ?? 'unnamed').join(', ')}`,
  );
  return statements;
}

async function deepCursor({ db, size }: Seeded): Promise<{ at: number; cursor: string }> {
  const at = Math.min(DEEP, Math.floor(size / 2));
  const { rows } = await db.query<{ at: string; id: string }>(
    `SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, id
     FROM application WHERE state = 'CLOSED' ORDER BY created_at DESC, id DESC OFFSET $1 LIMIT 1`,
    [at],
  );
  const [row] = rows;
  if (!row) {
    throw new Error(`There is no row ${at}`);
  }
  return { at, cursor: encodeCursor([row.at, row.id]) };
}
