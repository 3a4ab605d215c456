import { eventually, startTestModule, type TestModule } from '@okno/server/testing';

import { Database } from '../database/database';
import { newId } from '../ids';
import { LiveUpdates, type LiveMessage } from './live-updates';

describe('live updates', () => {
  let test: TestModule;
  let heard: LiveMessage[];
  beforeAll(async () => {
    test = await startTestModule({ imports: [] });
    heard = [];
    const live = test.app.get(LiveUpdates);
    live.messages().subscribe((message) => heard.push(message));
    await live.listening();
  });
  afterAll(() => test.close());

  const publish = (id: string, andThen?: () => never): Promise<void> =>
    test.app.get(Database).transaction(async (tx) => {
      await test.app.get(LiveUpdates).publish(tx, { kind: 'notification', id, accountId: newId() });
      andThen?.();
    });
  const has = (id: string): boolean =>
    heard.some((message) => message.kind === 'notification' && message.id === id);

  it('carries what a committed transaction said, and nothing of one that was rolled back', async () => {
    const [kept, undone] = [newId(), newId()];
    await expect(
      publish(undone, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await publish(kept);
    await eventually(async () => expect(has(kept)).toBe(true));
    expect(has(undone)).toBe(false);
  });

  it('survives what it cannot read', async () => {
    const id = newId();
    await test.app.get(Database).query(`SELECT pg_notify('okno_live', 'not json')`);
    await publish(id);
    await eventually(async () => expect(has(id)).toBe(true));
  });

  it('comes back when the line is cut, says that something may have been missed, and hears again', async () => {
    await test.app.get(Database).query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'okno-live' AND datname = current_database()`,
    );
    await eventually(async () => expect(heard).toContainEqual({ kind: 'gap' }));
    const id = newId();
    await publish(id);
    await eventually(async () => expect(has(id)).toBe(true));
  });
});
