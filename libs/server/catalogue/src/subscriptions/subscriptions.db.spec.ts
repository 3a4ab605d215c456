import { AccountsMigrateModule, AccountsService, SecretTokens } from '@okno/server/accounts';
import type { EventMap } from '@okno/server/contracts';
import {
  Audit,
  CoreMigrateModule,
  Database,
  newId,
  ReferenceData,
  type Actor,
  Clock,
} from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { CatalogueModule } from '../catalogue.module';
import { RoundTurns } from '../round-turns';
import { AnnouncementsService, type Announcement } from './announcements.service';
import { SubscriptionsModule, SubscriptionsWorkerModule } from './subscriptions.module';
import type { SubscribeDto } from './subscription.dto';
import { SubscriptionsService } from './subscriptions.service';
import { SubscriptionsTidy } from './subscriptions.tidy';

const NOW = '2026-11-20T03:00:00Z';
const IP = '203.0.113.7';
const MARKETING: Pick<SubscribeDto, 'measureCode'> = { measureCode: 'KZ-06' };

let test: TestModule;
let db: Database;
let service: SubscriptionsService;
let announcements: AnnouncementsService;
let count = 0;

beforeAll(async () => {
  test = await startTestModule({
    imports: [
      CoreMigrateModule,
      AccountsMigrateModule,
      CatalogueModule,
      SubscriptionsModule,
      SubscriptionsWorkerModule,
    ],
    clock: NOW,
    env: { OKNO_DEMO: '1' },
  });
  await test.app.get(ReferenceData, { strict: false }).load();
  db = test.app.get(Database);
  service = test.app.get(SubscriptionsService, { strict: false });
  announcements = test.app.get(AnnouncementsService, { strict: false });
}, 60_000);
afterAll(() => test.close());

beforeEach(async () => {
  moveTo(NOW);
  await db.query('DELETE FROM announcement_told');
  await db.query('DELETE FROM announcement_subscription');
  await db.query('DELETE FROM rate_limit');
  await db.query('DELETE FROM intake_round WHERE NOT demo');
});

function moveTo(instant: string): void {
  test.app.get(Clock).moveTo(new Date(instant));
}

async function ask(
  email: string,
  target: Partial<SubscribeDto> = MARKETING,
  actor: Actor | null = null,
): Promise<{ confirmed: boolean }> {
  return service.request({ email, lang: 'ru', version: 1, ...target }, IP, actor);
}

interface Kept {
  id: string;
  confirmed: boolean;
}

const kept = (): Promise<Kept[]> =>
  db.query<Kept & Record<string, unknown>>(
    'SELECT id, confirmed_at IS NOT NULL AS confirmed FROM announcement_subscription ORDER BY id',
  );

/** The secret of a letter: it is made when the letter goes. */
function secretOf(
  subjectId: string,
  purpose: 'SUBSCRIPTION' | 'SUBSCRIPTION_LEAVE' = 'SUBSCRIPTION',
): Promise<string> {
  return db.transaction((tx) =>
    test.app
      .get(SecretTokens, { strict: false })
      .issue(tx, { accountId: null, purpose, subjectId, ttlMinutes: 3 * 24 * 60 }),
  );
}

async function confirmed(
  email: string,
  target: Partial<SubscribeDto> = MARKETING,
): Promise<string> {
  const before = new Set((await kept()).map(({ id }) => id));
  await ask(email, target);
  const id = (await kept()).find((one) => !before.has(one.id))?.id ?? '';
  await service.confirm(await secretOf(id), IP);
  return id;
}

async function someone(email: string): Promise<Actor> {
  const id = newId();
  await db.query(
    `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
       created_at, updated_at, confirmed_at)
     VALUES ($1, $2, lower($2), 'none', 'Петрова', 'Мария', 'ru', true, true, $3, $3, $3)`,
    [id, email, NOW],
  );
  return test.app.get(AccountsService, { strict: false }).actorOf(id);
}

/** A round of a measure, from one day to another. */
async function round(measureCode: string, opens: string, closes: string): Promise<string> {
  const id = newId();
  await db.query(
    `INSERT INTO intake_round (id, measure_id, opens_at, closes_at, year, mode, experts, waiting_list, demo)
     SELECT $1, id, $3, $4, 2027, 'FIFO', 0, true, false FROM measure WHERE code = $2`,
    [id, measureCode, opens, closes],
  );
  return id;
}

async function turned(
  turn: EventMap['round.turned']['turn'],
  roundId: string,
  measureCode = 'KZ-06',
): Promise<Announcement | null> {
  return db.transaction((tx) => announcements.ofRound({ turn, roundId, measureCode }, tx));
}

describe('a wish to be told', () => {
  it('waits for the answer to its letter, and is kept once', async () => {
    expect(await ask('Anna@firm.example')).toEqual({ confirmed: false });
    expect(await ask('anna@FIRM.example')).toEqual({ confirmed: false });
    const [wish, ...more] = await kept();
    expect(more).toEqual([]);
    const token = await secretOf(wish?.id ?? '');
    expect(await service.open(token, IP)).toMatchObject({
      state: 'WAITING',
      target: { measureCode: 'KZ-06', measure: { ru: expect.any(String) } },
    });
    expect(await kept()).toMatchObject([{ confirmed: false }]);
    expect(await service.confirm(token, IP)).toMatchObject({ state: 'CONFIRMED' });
    expect(await service.confirm(token, IP)).toMatchObject({ state: 'CONFIRMED' });
    const events = await db.query(
      `SELECT 1 FROM outbox_event WHERE event = 'subscription.requested' AND payload->>'subscriptionId' = $1`,
      [wish?.id],
    );
    expect(events).toHaveLength(2);
  });

  it('answers the same for a known address, and is limited by address and by mailbox', async () => {
    await confirmed('known@firm.example');
    expect(await ask('known@firm.example')).toEqual(await ask('unknown@firm.example'));
    await expect(
      (async () => {
        for (let letter = 0; letter < 6; letter += 1) {
          await ask('often@firm.example', { filter: { q: `слово${letter}` } });
        }
      })(),
    ).rejects.toMatchObject({ code: 'rate.limited' });
  });

  it('needs a target, a known measure and the consent in force', async () => {
    const both = { ...MARKETING, filter: { q: 'обучение' } };
    for (const wrong of [{}, { filter: { q: ' ' } }, both]) {
      await expect(ask('a@firm.example', wrong)).rejects.toMatchObject({ code: 'request.invalid' });
    }
    await expect(ask('a@firm.example', { measureCode: 'NO-1' })).rejects.toMatchObject({
      code: 'measure.not_found',
    });
    await expect(ask('a@firm.example', { ...MARKETING, version: 2 })).rejects.toMatchObject({
      code: 'consent.outdated',
    });
    await expect(ask('not an address')).rejects.toMatchObject({ code: 'request.invalid' });
    expect(await kept()).toEqual([]);
  });

  it('is confirmed at once for a signed-in person’s own address, and for no other', async () => {
    count += 1;
    const actor = await someone(`own${count}@firm.example`);
    expect(await ask(`own${count}@firm.example`, MARKETING, actor)).toEqual({ confirmed: true });
    expect(await ask('other@firm.example', MARKETING, actor)).toEqual({ confirmed: false });
    expect(await service.mine(actor)).toMatchObject([{ measureCode: 'KZ-06' }]);
    const [other] = (await kept()).filter((one) => !one.confirmed);
    await expect(service.end(actor, other?.id ?? '')).rejects.toMatchObject({
      code: 'subscription.not_found',
    });
    const [own] = await service.mine(actor);
    await service.end(actor, own?.id ?? '');
    expect(await service.mine(actor)).toEqual([]);
  });

  it('is forgotten after three days without an answer', async () => {
    await ask('silent@firm.example');
    const answered = await confirmed('answered@firm.example');
    moveTo('2026-11-23T02:00:00Z');
    const tidy = test.app.get(SubscriptionsTidy, { strict: false });
    await tidy.tidy();
    expect(await kept()).toHaveLength(2);
    moveTo('2026-11-23T04:00:00Z');
    await tidy.tidy();
    expect(await kept()).toEqual([{ id: answered, confirmed: true }]);
  });

  it('ends by any of its letters, and nothing of the address is left', async () => {
    const id = await confirmed('leaver@firm.example');
    await turned('OPENED', await round('KZ-06', '2026-11-19', '2026-12-31'));
    const leave = await secretOf(id, 'SUBSCRIPTION_LEAVE');
    expect(await service.open(leave, IP)).toMatchObject({ state: 'CONFIRMED' });
    expect(await service.leave(leave, IP)).toEqual({ state: 'GONE', target: null });
    expect(await service.leave(leave, IP)).toEqual({ state: 'GONE', target: null });
    expect(await kept()).toEqual([]);
    const history = await test.app
      .get(Audit, { strict: false })
      .history({ type: 'subscription', id });
    expect(history).toMatchObject([
      { action: 'subscription.confirmed', data: { version: 1 } },
      { action: 'subscription.ended' },
    ]);
    expect(JSON.stringify(history)).not.toContain('leaver');
  });

  it('is not confirmed by a link that only leaves, and a wrong one says nothing', async () => {
    await ask('anna@firm.example');
    const [wish] = await kept();
    const leave = await secretOf(wish?.id ?? '', 'SUBSCRIPTION_LEAVE');
    expect(await service.confirm(leave, IP)).toMatchObject({ state: 'WAITING' });
    await expect(service.open('x'.repeat(43), IP)).rejects.toMatchObject({
      code: 'subscription.not_found',
    });
  });
});

describe('what is told', () => {
  it('goes once to each who confirmed, for each turn of a round', async () => {
    const anna = await confirmed('anna@firm.example');
    await ask('waiting@firm.example');
    await confirmed('else@firm.example', { measureCode: 'KZ-08' });
    const roundId = await round('KZ-06', '2026-12-01T17:00:00Z', '2026-12-31T17:00:00Z');
    expect(await turned('ANNOUNCED', roundId)).toMatchObject({
      code: 'KZ-06',
      opensOn: '2026-12-02',
      closesOn: '2026-12-31',
      subscriptionIds: [anna],
    });
    expect(await turned('ANNOUNCED', roundId)).toBeNull();
    expect(await turned('OPENED', roundId)).toMatchObject({ subscriptionIds: [anna] });
    expect(await turned('OPENED', roundId)).toBeNull();
    expect(await turned('CLOSED', roundId)).toBeNull();
  });

  it('follows a saved search as the catalogue would find it', async () => {
    const training = await confirmed('a@firm.example', { filter: { q: 'обучения' } });
    const cluster = await confirmed('b@firm.example', { filter: { cluster: 'kuzbass-biomed' } });
    await confirmed('c@firm.example', { filter: { q: 'обучение', cluster: 'moscow-biotech' } });
    await confirmed('d@firm.example', { filter: { q: 'паровоз' } });
    const roundId = await round('KZ-08', '2026-11-19', '2026-12-31');
    const told = await turned('OPENED', roundId, 'KZ-08');
    expect(told?.subscriptionIds).toEqual([training, cluster].sort());
    const added = await db.transaction((tx) =>
      announcements.ofMeasure({ measureCode: 'KZ-08' }, tx),
    );
    expect(added).toMatchObject({ kind: 'ADDED', subscriptionIds: [training, cluster].sort() });
  });

  it('goes on behind the first two hundred by the same event', async () => {
    await db.query(
      `INSERT INTO announcement_subscription (id, email, email_key, lang, measure_code, target_key, consent_version,
         requested_at, confirmed_at)
       SELECT gen_random_uuid(), n || '@many.example', n || '@many.example', 'ru', 'KZ-06', 'measure KZ-06', 1, $1, $1
       FROM generate_series(1, 250) n`,
      [NOW],
    );
    const roundId = await round('KZ-06', '2026-11-19', '2026-12-31');
    const first = await turned('OPENED', roundId);
    const [next] = await db.query<{ payload: EventMap['round.turned'] }>(
      `SELECT payload FROM outbox_event WHERE event = 'round.turned' AND payload->>'roundId' = $1`,
      [roundId],
    );
    const rest = await db.transaction((tx) => announcements.ofRound(next!.payload, tx));
    const all = [...(first?.subscriptionIds ?? []), ...(rest?.subscriptionIds ?? [])];
    expect([first?.subscriptionIds.length, new Set(all).size]).toEqual([200, 250]);
  });
});

describe('turns of rounds', () => {
  /** Tells of every turn that is due, and what they were. */
  async function tell(): Promise<string[]> {
    const [turns, now] = [test.app.get(RoundTurns), test.app.get(Clock).now()];
    const told: string[] = [];
    for (let more = true; more;) {
      more = await db.transaction(async (tx) => {
        const turn = await turns.due(tx, now);
        if (turn) {
          told.push(turn.event);
          await turns.told(tx, turn, now);
        }
        return turn !== undefined;
      });
    }
    return told;
  }

  it('announce a round that is put in before it opens, and one that is open only as open', async () => {
    await tell();
    await round('KZ-06', '2026-12-01', '2026-12-31');
    expect(await tell()).toEqual(['ANNOUNCED']);
    moveTo('2026-12-02T00:00:00Z');
    expect(await tell()).toEqual(['OPENED']);
    await round('KZ-06', '2026-12-01', '2026-12-31');
    expect(await tell()).toEqual(['OPENED']);
    moveTo('2027-01-01T00:00:00Z');
    expect((await tell()).filter((event) => event !== 'CLOSED')).toEqual([]);
  });
});
