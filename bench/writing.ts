/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib; the drivers of apps/e2e are shared */
import { randomUUID } from 'node:crypto';

import { membershipAnswers } from '../apps/e2e/src/complete-answers';
import { plantApplicants, type Planted } from './applicants';
import { duel, fire, say, type Round } from './load';
import type { Pair } from './reading';
import { idsIn, writingOf, type Statement } from './replay';
import { effortFinding, rateFinding, type Finding } from './results';
import type { Settings } from './settings';

interface Draft {
  id: string;
  planted: Planted;
}

const MEASURE = 'MEMBERSHIP-kuzbass-biomed';
const WRITERS = 8;
const LIMITS = { least: 0.5, goal: 0.8 };

/** Opening drafts and filing them: by our api with every rule, and the same rows written bare. */
export async function write(pair: Pair, settings: Settings): Promise<Finding[]> {
  const { db } = pair.seeded;
  const half = settings.rounds * settings.writes;
  const first = await firstFree(pair);
  const [sample, ...people] = await plantApplicants(db, first, 1 + 2 * half);
  if (!sample) {
    throw new Error('Nobody may write');
  }
  const [ours, bares] = [people.slice(0, half), people.slice(half)];
  const draft = await recordCreate(pair, sample, bares);
  const created = await duel('create', settings.rounds, {
    ours: taking(pair, 'ours', settings.writes, ours, (one) => creation(one)),
    bare: taking(pair, 'bare', settings.writes, bares, (one, at) => ({
      ...creation(one),
      path: `/create/${at}`,
    })),
  });
  const template = await completeSample(pair, sample, draft);
  await db.query(COMPLETE, [MEASURE, JSON.stringify(template)]);
  await db.query('ANALYZE application');
  const [ownDrafts, bareDrafts] = [await draftsOf(pair, ours), await draftsOf(pair, bares)];
  await recordSubmit(pair, { id: draft, planted: sample }, bareDrafts);
  const filed = await duel('submit', settings.rounds, {
    ours: taking(pair, 'ours', settings.writes, ownDrafts, (one) => filing(one)),
    bare: taking(pair, 'bare', settings.writes, bareDrafts, (one, at) => ({
      ...filing(one),
      path: `/submit/${at}`,
    })),
  });
  const both = (side: 'ours' | 'bare'): { rate: number } => ({
    rate: 1 / (1 / created[side].rate + 1 / filed[side].rate),
  });
  return [
    rateFinding('create a draft', created, LIMITS),
    effortFinding(created),
    rateFinding('submit it', filed, LIMITS),
    effortFinding(filed),
    rateFinding('create + submit', { ours: both('ours'), bare: both('bare') }, LIMITS),
  ];
}

/** Records how a draft is made, and teaches the bare server to write the same. Returns the sample's id. */
async function recordCreate(
  pair: Pair,
  sample: Planted,
  people: readonly Planted[],
): Promise<string> {
  let id = '';
  const recorded = await pair.recorder.statementsOf(async () => {
    id = idOf(await send(pair.recorder.url, creation(sample)));
  });
  const keys = [sample.organisationId, sample.accountId];
  await teach(pair, 'create', recorded, {
    keys,
    rows: people.map((one) => [one.organisationId, one.accountId]),
  });
  return id;
}

/** The same for filing; the number differs from draft to draft, so that it is unique. */
async function recordSubmit(pair: Pair, draft: Draft, drafts: readonly Draft[]): Promise<void> {
  const recorded = await pair.recorder.statementsOf(() => send(pair.recorder.url, filing(draft)));
  const { rows } = await pair.seeded.db.query<{ number: string }>(
    'SELECT number FROM application WHERE id = $1',
    [draft.id],
  );
  const number = rows[0]?.number ?? '';
  const { organisationId, accountId } = draft.planted;
  await teach(pair, 'submit', recorded, {
    keys: [draft.id, organisationId, accountId, number],
    rows: drafts.map(({ id, planted }, at) => [
      id,
      planted.organisationId,
      planted.accountId,
      `${number.slice(0, -6)}B${String(at).padStart(6, '0')}`,
    ]),
  });
}

async function teach(
  pair: Pair,
  path: string,
  recorded: readonly Statement[],
  { keys, rows }: { keys: string[]; rows: string[][] },
): Promise<void> {
  const session = recorded.filter(({ name }) => name === 'session-actor');
  const writing = writingOf(`bare-${path}`, recorded);
  const made = await madeUp(
    pair,
    [...idsIn([writing])].filter((id) => !keys.includes(id)),
  );
  say(`${path} sends ${recorded.length} statements; bare writes the same rows by one`);
  await pair.bare.route({ path, statements: [...session, writing], keys, made, rows });
}

/** Ids that were not there before: neither of the catalogue nor of a person. */
async function madeUp({ seeded }: Pair, ids: readonly string[]): Promise<string[]> {
  const { rows } = await seeded.db.query<{ id: string }>(
    `SELECT id FROM unnest($1::uuid[]) AS id
     WHERE id NOT IN (SELECT id FROM cluster UNION SELECT id FROM measure_version UNION SELECT id FROM intake_round
       UNION SELECT id FROM account UNION SELECT id FROM organisation)`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Fills in the sample as a person would; its answers complete the other drafts. */
async function completeSample(
  { recorder, seeded }: Pair,
  { cookie }: Planted,
  id: string,
): Promise<Record<string, unknown>> {
  const cluster = await send(recorder.url, shot('GET', '/api/v1/clusters/kuzbass-biomed', cookie));
  const specialisations: { code: string }[] = cluster['specialisations'];
  const answers = membershipAnswers('PERSON', specialisations[0]?.code ?? '');
  const { 'contact.email': _email, ...rest } = answers;
  const patch = {
    revision: 1,
    answers: { ...rest, 'contact.email': await emailOf(seeded.db, id) },
  };
  await send(recorder.url, shot('PATCH', `/api/v1/applications/${id}/answers`, cookie, patch));
  return rest;
}

async function emailOf(db: Pair['seeded']['db'], id: string): Promise<string> {
  const { rows } = await db.query<{ email: string }>(
    'SELECT email FROM account WHERE id = (SELECT created_by FROM application WHERE id = $1)',
    [id],
  );
  return rows[0]?.email ?? '';
}

async function draftsOf({ seeded }: Pair, people: readonly Planted[]): Promise<Draft[]> {
  const { rows } = await seeded.db.query<{ id: string; organisationId: string }>(
    `SELECT id, organisation_id AS "organisationId" FROM application
     WHERE state = 'DRAFT' AND organisation_id = ANY($1::uuid[])`,
    [people.map(({ organisationId }) => organisationId)],
  );
  const owners = new Map(people.map((one) => [one.organisationId, one]));
  return rows.flatMap(({ id, organisationId }) => {
    const planted = owners.get(organisationId);
    return planted ? [{ id, planted }] : [];
  });
}

/** The number from which no company was planted yet: a database may be taken again. */
async function firstFree({ seeded }: Pair): Promise<number> {
  const { rows } = await seeded.db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM account WHERE email_key LIKE 'bench-%'`,
  );
  return 1 + (rows[0]?.count ?? 0);
}

/** Rounds that go on where the one before ended: everybody writes once. */
function taking<T>(
  pair: Pair,
  side: 'ours' | 'bare',
  amount: number,
  all: readonly T[],
  shotOf: (one: T, at: number) => ReturnType<typeof shot>,
): () => Promise<Round> {
  let next = 0;
  const { url, pid } = pair[side];
  return () => {
    const end = next + amount;
    return fire({
      url,
      connections: WRITERS,
      watched: [pid, pair.seeded.postgres],
      until: { amount },
      shot: () => {
        const at = Math.min(next, end - 1);
        next += 1;
        const one = all[at];
        if (one === undefined) {
          throw new Error('Nobody is left to write');
        }
        const made = shotOf(one, at);
        return { ...made, headers: { ...made.headers, origin: url } };
      },
    }).finally(() => (next = end));
  };
}

function creation({ cookie, organisationId }: Planted): ReturnType<typeof shot> {
  return shot('POST', '/api/v1/applications', cookie, { measureCode: MEASURE, organisationId });
}

function filing({ id, planted }: Draft): ReturnType<typeof shot> {
  return shot('POST', `/api/v1/applications/${id}/submit`, planted.cookie, { revision: 2 });
}

function shot(
  method: string,
  path: string,
  cookie: string,
  body?: unknown,
): { method: string; path: string; headers: Record<string, string>; body?: string } {
  const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return { method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

/* eslint-disable @typescript-eslint/no-explicit-any -- a wrong shape ends the run */
async function send(
  url: string,
  { method, path, headers, body }: ReturnType<typeof shot>,
): Promise<Record<string, any>> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, origin: url },
    ...(body === undefined ? {} : { body }),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  const parsed: Record<string, any> = JSON.parse(await answer.text());
  return parsed;
}
/* eslint-enable @typescript-eslint/no-explicit-any */

function idOf(body: Record<string, unknown>): string {
  return String(body['id']);
}

const COMPLETE = `
  UPDATE application a SET answers = a.answers || $2::jsonb || jsonb_build_object('contact.email', p.email), revision = 2
  FROM account p WHERE p.id = a.created_by AND a.measure_code = $1 AND a.state = 'DRAFT' AND a.revision = 1`;
