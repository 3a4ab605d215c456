import { randomUUID } from 'node:crypto';

import pg from 'pg';

import { eventually } from '@okno/server/testing';

import { secretIn, signUp } from './people';
import { Portal } from './portal';
import { must } from './stories';

const LINK = /\/subscription#token=([\w-]+)/;
const DAY = 24 * 3600 * 1000;

describe('a visitor who wants to be told', () => {
  let portal: Portal;
  let database: pg.Client;
  const email = `visitor-${randomUUID()}@example.org`;
  const letters = async (): Promise<{ to: string; subject: string; text: string }[]> => {
    const { items } = must(200, await portal.guest().get('dev/mails?limit=100'));
    return items.filter((mail: { to: string }) => mail.to === email);
  };

  beforeAll(async () => {
    portal = await Portal.start();
    database = new pg.Client(portal.database.url);
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await portal.stop();
  });

  it('confirms by letter, and nobody learns whether the address is known', async () => {
    const wish = { email, lang: 'ru', version: 1, filter: { q: 'KZ-06' } };
    const first = must(202, await portal.guest().post('subscriptions', wish));
    const token = await secretIn(portal, email, LINK);
    const guest = portal.guest();
    expect(must(200, await guest.post('subscriptions/open', { token })).state).toBe('WAITING');
    expect(must(200, await guest.post('subscriptions/confirm', { token })).state).toBe('CONFIRMED');
    expect(must(202, await portal.guest().post('subscriptions', wish))).toEqual(first);
    const wrong = await guest.post('subscriptions/open', { token: 'x'.repeat(43) });
    expect(wrong).toMatchObject({ status: 404, body: { code: 'subscription.not_found' } });
  });

  it('gets one letter when a round of what the search finds is announced', async () => {
    await database.query(
      `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, waiting_list, demo)
       SELECT gen_random_uuid(), id, $1, $2, 2027, 'FIFO', 0, true, true FROM measure WHERE code = 'KZ-06'`,
      [new Date(Date.now() + 10 * DAY), new Date(Date.now() + 40 * DAY)],
    );
    // The timer looks for new rounds every few minutes: nobody waits for that here.
    await database.query(`UPDATE timer SET due_at = now() WHERE kind = 'rounds.turn'`);
    await eventually(async () => {
      const subjects = (await letters()).map(({ subject }) => subject);
      expect(subjects.filter((subject) => subject.startsWith('Объявлен приём'))).toHaveLength(1);
    }, 60_000);
  });

  it('leaves by the button of a mail program: a post from nowhere, without a cookie', async () => {
    const letter = (await letters()).find(({ subject }) => subject.startsWith('Объявлен приём'));
    const token = /Не присылать таких писем:\n\S+#token=([\w-]+)/.exec(letter?.text ?? '')?.[1];
    const answer = await fetch(
      `${portal.url}/api/v1/subscriptions/one-click?token=${token ?? ''}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      },
    );
    expect([answer.status, await answer.json()]).toEqual([200, { state: 'GONE', target: null }]);
    const { rows } = await database.query(
      'SELECT id FROM announcement_subscription WHERE email = $1',
      [email],
    );
    expect(rows).toEqual([]);
    const elsewhere = await fetch(`${portal.url}/api/v1/subscriptions/leave`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ token }),
    });
    expect(elsewhere.status).toBe(403);
  });

  it('sees and ends what his own address is told of, once he has an account', async () => {
    const own = `own-${randomUUID()}@example.org`;
    const client = await signUp(portal, own);
    const wish = { email: own, lang: 'ru', version: 1, measureCode: 'KRS-01' };
    expect(must(202, await client.post('subscriptions', wish))).toEqual({ confirmed: true });
    const { items } = must(200, await client.get('me/subscriptions'));
    expect(items).toMatchObject([{ measureCode: 'KRS-01' }]);
    const stranger = await signUp(portal, `stranger-${randomUUID()}@example.org`);
    expect((await stranger.delete(`me/subscriptions/${items[0].id}`)).status).toBe(404);
    expect((await portal.guest().get('me/subscriptions')).status).toBe(401);
    expect((await client.delete(`me/subscriptions/${items[0].id}`)).status).toBe(204);
    expect(must(200, await client.get('me/subscriptions')).items).toEqual([]);
  });
});
