import { Injectable, Module } from '@nestjs/common';

import { eventually, startTestModule, testRedisUrl, type TestModule } from '@okno/server/testing';

import { systemActor } from './access/actor';
import { Audit } from './audit/audit';
import { Clock } from './clock';
import { Database } from './database/database';
import type { Tx } from './database/tx';
import { Idempotency } from './http/idempotency';
import { newId } from './ids';
import { Hears } from './outbox/hears';
import { Outbox } from './outbox/outbox';
import { OnTimer, type FiredTimer } from './timers/timer-handlers';
import { Timers } from './timers/timers';

const NOW = '2026-11-20T03:00:00Z';
const SUBJECT = { type: 'application', id: '0193f000-0000-7000-8000-000000000001' };

@Injectable()
class Ears {
  failures = 0;

  @Hears({ event: 'registry.entered', name: 'ears.count' })
  async count({ membershipId }: { membershipId: string }, tx: Tx): Promise<void> {
    await tx.query('INSERT INTO heard (membership_id) VALUES ($1)', [membershipId]);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('not this time');
    }
  }

  @OnTimer('ears.alarm')
  async alarm(timer: FiredTimer, tx: Tx): Promise<void> {
    await tx.query('INSERT INTO heard (membership_id) VALUES ($1)', [timer.subjectId]);
  }
}

@Module({ providers: [Ears] })
class EarsModule {}

const redis = testRedisUrl();
const backends: [string, string | null][] = [
  ['PostgreSQL', null],
  ...(redis === undefined ? [] : [['Redis', redis] satisfies [string, string]]),
];

describe.each(backends)('events and timers on %s', (_name, redisUrl) => {
  let test: TestModule;
  beforeAll(async () => {
    test = await startTestModule({ imports: [EarsModule], worker: { redisUrl }, clock: NOW });
    await test.app.get(Database).query('CREATE TABLE heard (membership_id uuid NOT NULL)');
  });
  afterAll(() => test.close());

  const heard = async (id: string): Promise<number> =>
    (await test.app.get(Database).query('SELECT 1 FROM heard WHERE membership_id = $1', [id]))
      .length;

  it('carries an event to its listener once, even when the listener fails at first', async () => {
    const id = newId();
    test.app.get(Ears).failures = 1;
    await test.app
      .get(Database)
      .transaction((tx) =>
        test.app.get(Outbox).add(tx, 'registry.entered', { membershipId: id, applicationId: id }),
      );
    await eventually(async () => {
      const [event] = await test.app
        .get(Database)
        .query('SELECT done_at FROM outbox_event WHERE done_at IS NOT NULL');
      expect(event).toBeDefined();
    });
    expect(await heard(id)).toBe(1);
  });

  it('hears nothing of a transaction that was rolled back', async () => {
    const id = newId();
    await expect(
      test.app.get(Database).transaction(async (tx) => {
        await test.app
          .get(Outbox)
          .add(tx, 'registry.entered', { membershipId: id, applicationId: id });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const rows = await test.app
      .get(Database)
      .query(`SELECT 1 FROM outbox_event WHERE payload->>'membershipId' = $1`, [id]);
    expect(rows).toHaveLength(0);
  });

  it('fires a timer once when its moment has come, and not when it was cancelled', async () => {
    const [due, cancelled] = [newId(), newId()];
    const clock = test.app.get(Clock);
    const timers = test.app.get(Timers);
    await test.app.get(Database).transaction(async (tx) => {
      const dueAt = new Date(Date.parse(NOW) + 1_000);
      await timers.set(tx, { kind: 'ears.alarm', subjectId: due, dueAt });
      await timers.set(tx, { kind: 'ears.alarm', subjectId: cancelled, dueAt });
      await timers.cancel(tx, 'ears.alarm', cancelled);
    });
    clock.moveTo(new Date(Date.parse(NOW) + 120_000));
    await eventually(async () => expect(await heard(due)).toBe(1));
    expect(await heard(cancelled)).toBe(0);
  });
});

describe('the audit trail and repeated requests', () => {
  let test: TestModule;
  beforeAll(async () => {
    test = await startTestModule({ imports: [], clock: NOW });
  });
  afterAll(() => test.close());

  it('chains entries, verifies, and names the first broken link', async () => {
    const [db, audit] = [test.app.get(Database), test.app.get(Audit)];
    for (const action of ['draft', 'submit', 'register']) {
      await db.transaction((tx) =>
        audit.record(tx, {
          actor: systemActor(),
          action,
          subject: SUBJECT,
          data: { b: 1, a: [2] },
        }),
      );
    }
    expect(await audit.verify()).toEqual({ checked: 3, broken: [] });
    expect((await audit.history(SUBJECT)).map((entry) => entry.seq)).toEqual([1, 2, 3]);
    await expect(db.query(`UPDATE audit_entry SET action = 'x'`)).rejects.toThrow('append-only');
    await db.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only');
    await db.query(`UPDATE audit_entry SET public_comment = 'changed' WHERE seq = 2`);
    expect((await audit.verify()).broken).toEqual([
      { subjectType: SUBJECT.type, subjectId: SUBJECT.id, seq: 2, reason: 'HASH' },
    ]);
  });

  it('answers a repeated key with the first answer, also when both come at the same time', async () => {
    const [db, idempotency] = [test.app.get(Database), test.app.get(Idempotency)];
    let effects = 0;
    const press = (body: unknown = { revision: 1 }): Promise<{ effect: number }> =>
      db.transaction((tx) =>
        idempotency.run(
          tx,
          { actor: systemActor(), scope: 'test', key: 'key-12345678', body },
          async () => {
            effects += 1;
            return { effect: effects };
          },
          () => Promise.resolve(),
        ),
      );
    expect(await Promise.all([press(), press(), press()])).toEqual([
      { effect: 1 },
      { effect: 1 },
      { effect: 1 },
    ]);
    await expect(press({ revision: 2 })).rejects.toMatchObject({ code: 'idempotency.key_reused' });
  });
});

describe('writes that wait', () => {
  let test: TestModule;
  beforeAll(async () => {
    test = await startTestModule({ imports: [], clock: NOW });
  });
  afterAll(() => test.close());

  it('are there for the next statement and after the commit, in the order of their rows', async () => {
    const [db, timers, audit] = [test.app.get(Database), test.app.get(Timers), test.app.get(Audit)];
    const id = newId();
    const states = `SELECT state, count(*)::int AS count FROM timer WHERE subject_id = $1 GROUP BY state ORDER BY state`;
    await db.transaction(async (tx) => {
      await timers.set(tx, { kind: 'wait', subjectId: id, dueAt: new Date(NOW) });
      await timers.set(tx, { kind: 'wait', subjectId: id, dueAt: new Date(NOW) });
      expect(await tx.query(states, [id])).toEqual([
        { state: 'CANCELLED', count: 1 },
        { state: 'SET', count: 1 },
      ]);
      const subject = { type: 'waiting', id };
      for (let at = 0; at < 30; at += 1) {
        await audit.record(tx, { actor: systemActor(), action: 'wait', subject });
      }
      await timers.cancel(tx, 'wait', id);
    });
    expect(await db.query(states, [id])).toEqual([{ state: 'CANCELLED', count: 2 }]);
    expect(await audit.history({ type: 'waiting', id })).toHaveLength(30);
    expect(await audit.verify()).toEqual({ checked: 30, broken: [] });
  });

  it('undo everything when one of them is refused', async () => {
    const [db, audit] = [test.app.get(Database), test.app.get(Audit)];
    const subject = { type: 'refused', id: newId() };
    const note = { actor: systemActor(), action: 'wait', subject };
    await db.transaction((tx) => audit.record(tx, note));
    const before = await audit.history(subject);
    await expect(
      db.transaction(async (tx) => {
        await audit.record(tx, note);
        await tx.write({
          name: 'wrong',
          sql: 'DELETE FROM audit_entry WHERE seq = $1',
          params: [1],
        });
      }),
    ).rejects.toThrow('append-only');
    expect(await audit.history(subject)).toEqual(before);
  });
});
