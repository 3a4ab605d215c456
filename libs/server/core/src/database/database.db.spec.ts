import { startTestModule, type TestModule } from '@okno/server/testing';

import { Database } from './database';

let test: TestModule;
let db: Database;
beforeAll(async () => {
  test = await startTestModule({ imports: [] });
  db = test.app.get(Database);
  await db.query('CREATE TABLE counted (no int PRIMARY KEY)');
});
afterAll(() => test.close());
beforeEach(() => db.query('DELETE FROM counted'));

const half = (no: number): Promise<{ half: number }[]> =>
  db.named('database-half', 'SELECT 100 / $1::int AS half', [no]);
const counted = async (): Promise<number> => (await db.query('SELECT no FROM counted')).length;

describe('statements asked for at once', () => {
  it('share a connection, and each gets its own answer', async () => {
    const pid = (): Promise<{ pid: number }[]> =>
      db.named('database-pid', 'SELECT pg_backend_pid() AS pid');
    const [[first], [second], halves] = await Promise.all([pid(), pid(), half(4)]);
    expect(second).toEqual(first);
    expect(halves).toEqual([{ half: 25 }]);
  });

  it('fail alone', async () => {
    const [before, failed, after] = await Promise.allSettled([half(2), half(0), half(5)]);
    expect(before).toMatchObject({ status: 'fulfilled', value: [{ half: 50 }] });
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect(after).toMatchObject({ status: 'fulfilled', value: [{ half: 20 }] });
  });
});

describe('a transaction', () => {
  const insert = 'INSERT INTO counted (no) VALUES ($1)';

  it('runs statements that share a trip in the order in which they were asked', async () => {
    const [, rows] = await db.transaction((tx) =>
      Promise.all([
        tx.named('counted-insert', insert, [1]),
        tx.named<{ no: number }>('counted-all', 'SELECT no FROM counted'),
      ]),
    );
    expect(rows).toEqual([{ no: 1 }]);
  });

  it('is undone whole by a write whose failure is heard only at its end', async () => {
    const writing = db.transaction(async (tx) => {
      await tx.named('counted-insert', insert, [1]);
      await tx.write({ name: 'counted-write', sql: insert, params: [1] });
    });
    await expect(writing).rejects.toMatchObject({ code: '23505' });
    expect(await counted()).toBe(0);
  });

  it('never passes for done when a failure inside it was swallowed', async () => {
    const careless = db.transaction(async (tx) => {
      await tx.named('counted-insert', insert, [1]);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(careless).rejects.toThrow('rolled back');
    expect(await counted()).toBe(0);
  });

  it('leaves a connection that the next one can use', async () => {
    await expect(
      db.transaction(async (tx) => {
        const late = tx.query('SELECT pg_sleep(0.05)');
        late.catch(() => undefined);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await db.transaction((tx) => tx.named('counted-insert', insert, [1]));
    expect(await counted()).toBe(1);
  });
});
