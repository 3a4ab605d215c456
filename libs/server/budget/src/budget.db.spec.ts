import fc from 'fast-check';

import { CatalogueService } from '@okno/server/catalogue';
import { Audit, CoreMigrateModule, Database, newId, ReferenceData } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { BudgetModule } from './budget.module';
import { BudgetService, type BudgetState } from './budget.service';

describe('the money of a round', () => {
  let test: TestModule;
  let db: Database;
  let budget: BudgetService;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [CoreMigrateModule, BudgetModule],
      clock: '2026-11-20T03:00:00Z',
      env: { OKNO_DEMO: 'true' },
    });
    [db, budget] = [test.app.get(Database), test.app.get(BudgetService)];
    await test.app.get(ReferenceData).load();
  }, 60_000);
  afterAll(() => test.close());

  const measureId = async (): Promise<string> =>
    (await test.app.get(CatalogueService).measureByCode('KZ-06'))!.id;

  /** A round of its own for one test. */
  const givenRound = async (budgetKopecks: number | null): Promise<string> => {
    const id = newId();
    await db.query(
      `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, budget_kopecks, waiting_list, demo)
       VALUES ($1, $2, '2026-11-01Z', '2026-12-01Z', 2026, 'FIFO', 0, $3, true, false)`,
      [id, await measureId(), budgetKopecks],
    );
    return id;
  };
  const reserve = (roundId: string, applicationId: string, kopecks: number): Promise<string> =>
    db.transaction((tx) => budget.reserve(tx, { roundId, applicationId, kopecks }));
  const release = (applicationId: string): Promise<number> =>
    db.transaction((tx) => budget.release(tx, applicationId));
  const state = async (roundId: string): Promise<BudgetState> => (await budget.state(roundId))!;

  it('is the budget of the round, as soon as it is loaded', async () => {
    const { round } = (await test.app.get(CatalogueService).measureByCode('KZ-06'))!;
    expect(await budget.states([round!.id])).toEqual([
      expect.objectContaining({ planKopecks: 300_000_000, freeKopecks: 300_000_000 }),
    ]);
  });

  it('is held to the kopeck, and not one kopeck more', async () => {
    const round = await givenRound(1_000);
    const [first, second] = [newId(), newId()];
    expect(await reserve(round, first, 999)).toBe('RESERVED');
    expect(await reserve(round, second, 2)).toBe('SHORT');
    expect(await reserve(round, second, 1)).toBe('RESERVED');
    expect(await state(round)).toMatchObject({ reservedKopecks: 1_000, freeKopecks: 0 });
    expect(await release(first)).toBe(999);
    expect(await release(first)).toBe(0);
    expect(await state(round)).toMatchObject({ reservedKopecks: 1, freeKopecks: 999 });
  });

  it('is held once for an application, however often it is asked', async () => {
    const [round, other] = [await givenRound(1_000), await givenRound(1_000)];
    const application = newId();
    expect(await reserve(round, application, 600)).toBe('RESERVED');
    expect(await reserve(round, application, 600)).toBe('RESERVED');
    expect(await state(round)).toMatchObject({ reservedKopecks: 600 });
    await expect(reserve(round, application, 601)).rejects.toMatchObject({
      code: 'budget.already_reserved',
    });
    await expect(reserve(other, application, 600)).rejects.toMatchObject({
      code: 'budget.already_reserved',
    });
    expect(await release(application)).toBe(600);
    expect(await reserve(other, application, 700)).toBe('RESERVED');
  });

  it('is not held when the decision around it fails', async () => {
    const round = await givenRound(1_000);
    const application = newId();
    await expect(
      db.transaction(async (tx) => {
        await budget.reserve(tx, { roundId: round, applicationId: application, kopecks: 500 });
        throw new Error('the decision failed');
      }),
    ).rejects.toThrow('the decision failed');
    expect(await budget.reservation(application)).toBeNull();
    expect(await state(round)).toMatchObject({ reservedKopecks: 0 });
  });

  it('knows rounds without a budget and rounds that do not exist', async () => {
    const endless = await givenRound(null);
    expect(await reserve(endless, newId(), Number.MAX_SAFE_INTEGER)).toBe('RESERVED');
    expect(await budget.state(endless)).toBeNull();
    await expect(reserve(newId(), newId(), 1)).rejects.toMatchObject({
      code: 'budget.round_not_found',
    });
    await expect(reserve(endless, newId(), 0.5)).rejects.toThrow(RangeError);
  });

  it('writes every change into a chain that verifies', async () => {
    const round = await givenRound(1_000);
    const application = newId();
    await reserve(round, application, 250);
    await release(application);
    const audit = test.app.get(Audit);
    const entries = await audit.history({ type: 'round', id: round });
    expect(entries.map(({ action, data }) => [action, data])).toEqual([
      ['budget.plan', { planKopecks: 1_000 }],
      ['budget.reserve', { applicationId: application, kopecks: 250 }],
      ['budget.release', { applicationId: application, kopecks: 250 }],
    ]);
    expect((await audit.verify()).broken).toEqual([]);
  });

  it('cannot be planned below what is held, nor be spent over by anybody in the database', async () => {
    const round = await givenRound(1_000);
    await reserve(round, newId(), 800);
    await expect(db.transaction((tx) => budget.plan(tx, round, 799))).rejects.toThrow(
      'round_money_within_plan',
    );
    await expect(
      db.query('UPDATE round_money SET paid_kopecks = 201 WHERE round_id = $1', [round]),
    ).rejects.toThrow('round_money_within_plan');
  });

  it('is never over-committed, whatever is decided in whatever order', async () => {
    const step = fc.record({
      application: fc.integer({ min: 0, max: 5 }),
      kopecks: fc.integer({ min: 1, max: 700 }),
      act: fc.constantFrom('reserve', 'release'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2_000 }),
        fc.array(step, { minLength: 1, maxLength: 25 }),
        async (plan, steps) => {
          const round = await givenRound(plan);
          const ids = Array.from({ length: 6 }, () => newId());
          const held = new Map<string, number>();
          const sum = (): number => [...held.values()].reduce((a, b) => a + b, 0);
          for (const { application, kopecks, act } of steps) {
            const id = ids[application]!;
            if (act === 'release') {
              expect(await release(id)).toBe(held.get(id) ?? 0);
              held.delete(id);
            } else if (!held.has(id)) {
              const fits = sum() + kopecks <= plan;
              expect(await reserve(round, id, kopecks)).toBe(fits ? 'RESERVED' : 'SHORT');
              if (fits) {
                held.set(id, kopecks);
              }
            }
          }
          expect(await state(round)).toMatchObject({
            reservedKopecks: sum(),
            freeKopecks: plan - sum(),
          });
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('goes to as many as it is enough for when many decide at once', async () => {
    const round = await givenRound(1_000);
    const ids = Array.from({ length: 24 }, () => newId());
    const answers = await Promise.all(ids.map((id) => reserve(round, id, 130)));
    expect(answers.filter((answer) => answer === 'RESERVED')).toHaveLength(7);
    expect(await state(round)).toMatchObject({ reservedKopecks: 910 });

    const mixed = ids.map((id, at) =>
      answers[at] === 'RESERVED' ? release(id) : reserve(round, id, 130),
    );
    await Promise.all(mixed);
    const { reservedKopecks } = await state(round);
    const [{ total }] = (await db.query<{ total: number }>(
      `SELECT coalesce(sum(kopecks), 0)::bigint AS total FROM budget_reservation
       WHERE round_id = $1 AND state = 'RESERVED'`,
      [round],
    )) as [{ total: number }];
    expect(reservedKopecks).toBe(total);
    expect(reservedKopecks).toBeLessThanOrEqual(1_000);
  });

  it('is reserved once when the same decision is pressed many times at once', async () => {
    const round = await givenRound(1_000);
    const application = newId();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => reserve(round, application, 400)),
    );
    expect(new Set(answers)).toEqual(new Set(['RESERVED']));
    expect(await state(round)).toMatchObject({ reservedKopecks: 400 });
  });
});
