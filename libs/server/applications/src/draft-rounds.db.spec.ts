import { AccountsMigrateModule } from '@okno/server/accounts';
import { CoreMigrateModule, newId, type Actor } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { ApplicationsModule } from './applications.module';
import { NOW, Scene, SERVICE } from './applications.spec-data';
import { DraftRounds } from './draft-rounds';
import { DraftsService } from './drafts.service';

let test: TestModule;
let scene: Scene;
let person: Actor;
let moved = NOW;

beforeAll(async () => {
  test = await startTestModule({
    imports: [CoreMigrateModule, AccountsMigrateModule, ApplicationsModule],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  scene = await Scene.over(test.app);
  person = await scene.person();
}, 60_000);
afterAll(() => test.close());
beforeEach(() => moveTo(NOW));

/** Rounds of the marketing service: only these, in local days of Novokuznetsk (UTC+7). */
async function rounds(
  ...times: [opens: string, closes: string, year: number][]
): Promise<string[]> {
  await scene.db.query(
    `UPDATE intake_round SET opens_at = '2025-01-01', closes_at = '2025-02-01', opening_told_at = now(), closing_told_at = now()`,
  );
  const ids = times.map(() => newId());
  for (const [at, [opens, closes, year]] of times.entries()) {
    await scene.db.query(
      `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, budget_kopecks, waiting_list, demo)
       SELECT $1, id, $3, $4, $5, 'FIFO', 0, NULL, true, true FROM measure WHERE code = $2`,
      [ids[at], SERVICE, opens, closes, year],
    );
  }
  return ids;
}

/** Lets the timer ring until nothing is left to tell. */
async function ring(): Promise<void> {
  const turns = test.app.get(DraftRounds, { strict: false });
  let payload: Record<string, unknown> = {};
  for (let due = true; due;) {
    await scene.db.transaction((tx) => turns.turn({ payload }, tx));
    const [timer] = await scene.db.query<{ payload: typeof payload; now: boolean }>(
      `SELECT payload, due_at <= $1 AS now FROM timer WHERE kind = 'rounds.turn' AND state = 'SET'`,
      [moved],
    );
    due = timer?.now === true;
    payload = timer?.payload ?? {};
  }
}

function moveTo(instant: string): void {
  moved = instant;
  scene.moveTo(instant);
}

const draft = async (): Promise<string> => {
  moveTo(NOW);
  const { id } = await test.app
    .get(DraftsService, { strict: false })
    .create(person, { measureCode: SERVICE, organisationId: await scene.organisation(person) });
  return id;
};

const stepsOf = async (id: string): Promise<string[]> => {
  const [row] = await scene.db.query<{ steps: { action: string }[] }>(
    'SELECT steps FROM application WHERE id = $1',
    [id],
  );
  return (row?.steps ?? []).map(({ action }) => action);
};

const roundOf = async (id: string): Promise<string | null> => {
  const [row] = await scene.db.query<{ roundId: string | null }>(
    'SELECT round_id AS "roundId" FROM application WHERE id = $1',
    [id],
  );
  return row?.roundId ?? null;
};

describe('a round that closes', () => {
  it('moves its drafts to the next round, whose year their dates are judged by, and stops their term', async () => {
    const [first, second] = await rounds(
      ['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00', 2026],
      ['2027-02-01T00:00:00+07:00', '2027-03-01T00:00:00+07:00', 2027],
    );
    const id = await draft();
    expect((await scene.see(person, id)).intake?.state).toBe('OPEN');
    await ring();
    moveTo('2026-11-30T16:59:59Z');
    await ring();
    expect(await stepsOf(id)).toEqual(['create']);
    moveTo('2026-11-30T17:00:00Z');
    await ring();
    expect(await stepsOf(id)).toEqual(['create', 'roundClosed']);
    expect(await roundOf(id)).toBe(second);
    const seen = await scene.see(person, id);
    expect(seen).toMatchObject({ state: 'DRAFT', dueOn: null, intake: { state: 'PLANNED' } });
    expect(seen.formContext?.['roundYear']).toBe(2027);
    const told = await scene.db.query('SELECT id FROM intake_round WHERE closing_told_at = $1', [
      '2026-11-30T17:00:00Z',
    ]);
    expect(told).toEqual([{ id: first }]);
  });

  it('takes nothing until the next one opens, then takes the draft as it is', async () => {
    const [, second] = await rounds(
      ['2026-11-01T00:00:00+07:00', '2026-11-23T00:00:00+07:00', 2026],
      ['2026-11-24T00:00:00+07:00', '2026-12-24T00:00:00+07:00', 2026],
    );
    moveTo(NOW);
    const { id } = await scene.marketingDraft(person, await scene.organisation(person));
    moveTo('2026-11-22T17:00:00Z');
    await ring();
    await expect(scene.submit(person, id)).rejects.toMatchObject({ code: 'measure.not_open' });
    moveTo('2026-11-23T17:00:00Z');
    await ring();
    expect(await scene.submit(person, id)).toMatchObject({ state: 'REGISTERED' });
    expect(await roundOf(id)).toBe(second);
  });

  it('opens by itself as well: drafts that wait are taken over and their term begins anew', async () => {
    const [, second] = await rounds(
      ['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00', 2026],
      ['2027-02-01T00:00:00+07:00', '2027-03-01T00:00:00+07:00', 2027],
    );
    const id = await draft();
    moveTo('2026-12-02T00:00:00Z');
    await ring();
    moveTo('2027-01-31T17:00:00Z');
    await ring();
    expect(await stepsOf(id)).toEqual(['create', 'roundClosed', 'roundOpened']);
    expect(await roundOf(id)).toBe(second);
    expect(await scene.see(person, id)).toMatchObject({
      dueOn: '2027-05-03',
      intake: { state: 'OPEN' },
    });
  });

  it('keeps the drafts where no other round is known, and finds the next one once it is', async () => {
    await rounds(['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00', 2026]);
    const id = await draft();
    moveTo('2027-06-01T00:00:00Z');
    await ring();
    expect(await roundOf(id)).toBeNull();
    expect(await scene.see(person, id)).toMatchObject({
      state: 'DRAFT',
      dueOn: null,
      intake: { state: 'NONE' },
    });
    await rounds(['2027-06-01T00:00:00+07:00', '2027-07-01T00:00:00+07:00', 2027]);
    await ring();
    expect(await stepsOf(id)).toEqual(['create', 'roundClosed', 'roundOpened']);
  });

  it('goes over at once to a round that runs already', async () => {
    const [, second] = await rounds(
      ['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00', 2026],
      ['2026-11-25T00:00:00+07:00', '2026-12-25T00:00:00+07:00', 2026],
    );
    const id = await draft();
    moveTo('2026-12-01T00:00:00Z');
    await ring();
    expect(await roundOf(id)).toBe(second);
    expect((await scene.see(person, id)).intake?.state).toBe('OPEN');
    expect((await stepsOf(id)).at(-1)).toBe('roundOpened');
  });

  it('leaves what was filed alone, and is told of once', async () => {
    const [round] = await rounds(['2026-11-01T00:00:00+07:00', '2026-12-01T00:00:00+07:00', 2026]);
    moveTo(NOW);
    const filed = await scene.marketingDraft(person, await scene.organisation(person));
    await scene.submit(person, filed.id);
    const before = await stepsOf(filed.id);
    const id = await draft();
    moveTo('2026-12-05T00:00:00Z');
    await ring();
    await ring();
    expect(await stepsOf(filed.id)).toEqual(before);
    expect(await roundOf(filed.id)).toBe(round);
    expect(await stepsOf(id)).toEqual(['create', 'roundClosed']);
  });
});
