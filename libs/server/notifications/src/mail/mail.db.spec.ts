import { once } from 'node:events';

import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import { AccountsApiModule, SecretTokens } from '@okno/server/accounts';
import { eventsQueue, type EventMap, type EventName } from '@okno/server/contracts';
import { Clock, Database, newId, Outbox, Queues, type NewJob } from '@okno/server/core';
import { eventually, startTestModule, testRedisUrl, type TestModule } from '@okno/server/testing';

import { LettersModule } from '../letters.module';
import { NotificationsApiModule } from '../notices-api.module';
import { KeptMails } from './kept-mails';

const NOW = '2026-11-20T03:00:00Z';
const MINUTE = 60_000;

const redis = testRedisUrl();
const backends: [string, string | null][] = [
  ['PostgreSQL', null],
  ...(redis === undefined ? [] : [['Redis', redis] satisfies [string, string]]),
];

/** A mail server that does what a test tells it to. */
class PostOffice {
  readonly letters: Email[] = [];
  behaviour: 'take' | 'later' | 'refuse' | 'take and hang up' = 'take';
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      done(this.behaviour === 'refuse' ? reply(550, 'no such box') : null),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void (async (): Promise<void> => {
          if (this.behaviour === 'later') {
            done(reply(451, 'try later'));
            return;
          }
          this.letters.push(await PostalMime.parse(Buffer.concat(chunks)));
          if (this.behaviour === 'take and hang up') {
            this.server.connections.forEach((one) => one.close());
            return;
          }
          done();
        })();
      });
    },
  });

  async open(): Promise<string> {
    this.server.on('error', () => undefined);
    const listening = this.server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const address = listening.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

async function givenPerson(test: TestModule, email: string, lang = 'ru'): Promise<string> {
  const id = newId();
  await test.app.get(Database).query(
    `INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, patronymic, lang,
       email_notices, demo, created_at, updated_at)
     VALUES ($1, $2, lower($2), 'x', 'Иванова', 'Анна', 'Сергеевна', $3, true, true, now(), now())`,
    [id, email, lang],
  );
  return id;
}

async function emit<E extends EventName>(
  test: TestModule,
  event: E,
  payload: EventMap[E],
): Promise<void> {
  await test.app.get(Database).transaction((tx) => test.app.get(Outbox).add(tx, event, payload));
}

interface Delivery {
  state: string;
  tries: number;
  lastError: string | null;
  kept: object | null;
}

async function deliveriesTo(test: TestModule, accountId: string): Promise<Delivery[]> {
  return test.app
    .get(Database)
    .query<Delivery & Record<string, unknown>>(
      `SELECT state, tries, last_error AS "lastError", kept FROM mail_delivery WHERE account_id = $1`,
      [accountId],
    );
}

describe.each(backends)('letters through a mail server, queues on %s', (_name, redisUrl) => {
  const post = new PostOffice();
  let test: TestModule;
  beforeAll(async () => {
    test = await startTestModule({
      imports: [LettersModule],
      worker: { redisUrl },
      clock: NOW,
      env: {
        SMTP_URL: await post.open(),
        MAIL_FROM: 'Окно <no-reply@okno.example>',
        PUBLIC_URL: 'https://okno.example',
      },
    });
  });
  afterAll(async () => {
    await test.close();
    await post.close();
  });
  beforeEach(() => {
    post.behaviour = 'take';
  });

  const later = (minutes: number): void => {
    const clock = test.app.get(Clock);
    clock.moveTo(new Date(clock.now().getTime() + minutes * MINUTE));
  };
  const lettersTo = (email: string): Email[] =>
    post.letters.filter((letter) => letter.to?.some((one) => one.address === email));
  const eventuallyIs = (accountId: string, expected: Partial<Delivery>): Promise<void> =>
    eventually(async () =>
      expect(await deliveriesTo(test, accountId)).toEqual([expect.objectContaining(expected)]),
    );

  it('arrive with a link that works and that no table knows', async () => {
    const accountId = await givenPerson(test, 'anna@okno.example');
    await emit(test, 'account.confirmationRequested', { accountId });
    await eventuallyIs(accountId, { state: 'SENT', tries: 1, lastError: null, kept: null });
    const [letter] = lettersTo('anna@okno.example');
    expect(letter?.subject).toBe('Подтвердите почту');
    expect(letter?.from).toMatchObject({ name: 'Окно', address: 'no-reply@okno.example' });
    expect(letter?.text).toContain('Здравствуйте, Анна Сергеевна.');
    const secret = /\/confirm#token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
    expect(letter?.html).toContain(secret);
    const db = test.app.get(Database);
    const stored = await db.query(
      `SELECT params::text FROM mail_delivery UNION ALL SELECT payload::text FROM outbox_event`,
    );
    expect(JSON.stringify(stored)).not.toContain(secret);
    const spent = await db.transaction((tx) =>
      test.app.get(SecretTokens).spend(tx, 'EMAIL_CONFIRMATION', secret),
    );
    expect(spent?.accountId).toBe(accountId);
  });

  it('about measures can be stopped by the mail program’s own button', async () => {
    const db = test.app.get(Database);
    const id = newId();
    await db.query(
      `INSERT INTO announcement_subscription (id, email, email_key, lang, measure_code, target_key, consent_version,
         requested_at, confirmed_at) VALUES ($1, $2, $2, 'ru', 'KZ-06', 'measure KZ-06', 1, now(), now())`,
      [id, `told-${id}@okno.example`],
    );
    await emit(test, 'subscription.requested', { subscriptionId: id });
    await eventually(async () => {
      await Promise.resolve();
      expect(lettersTo(`told-${id}@okno.example`)).toHaveLength(1);
    });
    const [letter] = lettersTo(`told-${id}@okno.example`);
    const header = (key: string): string | undefined =>
      letter?.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const url = new URL(/^<(.*)>$/.exec(header('list-unsubscribe') ?? '')?.[1] ?? '');
    expect(url.origin + url.pathname).toBe('https://okno.example/api/v1/subscriptions/one-click');
    const token = url.searchParams.get('token') ?? '';
    expect(letter?.text).toContain(`/subscription#token=${token}`);
    const known = await db.transaction((tx) =>
      test.app.get(SecretTokens).known(tx, 'SUBSCRIPTION_LEAVE', token),
    );
    expect(known?.subjectId).toBe(id);
  });

  it('speak the language of the person', async () => {
    const accountId = await givenPerson(test, 'ann@okno.example', 'en');
    await emit(test, 'account.registrationRepeated', { accountId });
    await eventuallyIs(accountId, { state: 'SENT' });
    expect(lettersTo('ann@okno.example').map((letter) => letter.subject)).toEqual([
      'You already have an account',
    ]);
  });

  it('wait while the server refuses for the moment, with the reason, and go out later', async () => {
    post.behaviour = 'later';
    const accountId = await givenPerson(test, 'later@okno.example');
    await emit(test, 'account.passwordResetRequested', { accountId });
    await eventuallyIs(accountId, { state: 'PENDING', tries: 1, lastError: 'SMTP_451' });
    post.behaviour = 'take';
    later(2);
    await eventuallyIs(accountId, { state: 'SENT', tries: 2, lastError: 'SMTP_451' });
    expect(lettersTo('later@okno.example')).toHaveLength(1);
  });

  it('are given up at once when the server knows no such box', async () => {
    post.behaviour = 'refuse';
    const accountId = await givenPerson(test, 'nobody@okno.example');
    await emit(test, 'account.passwordResetRequested', { accountId });
    await eventuallyIs(accountId, { state: 'FAILED', tries: 1, lastError: 'SMTP_550' });
  });

  it('go out twice at the most when nobody knows whether they arrived', async () => {
    post.behaviour = 'take and hang up';
    const accountId = await givenPerson(test, 'twice@okno.example');
    await emit(test, 'account.passwordResetRequested', { accountId });
    await eventuallyIs(accountId, { state: 'PENDING', tries: 1, lastError: 'ECONNECTION' });
    later(2);
    await eventuallyIs(accountId, { state: 'FAILED', tries: 2 });
    const letters = lettersTo('twice@okno.example');
    expect(letters).toHaveLength(2);
    expect(new Set(letters.map((letter) => letter.messageId)).size).toBe(1);
  });

  it('survive a try that died, and end after the second such death', async () => {
    const accountId = await givenPerson(test, 'died@okno.example');
    const db = test.app.get(Database);
    await db.query(
      `INSERT INTO mail_delivery (id, account_id, template, params, state, tries, unknown_ends, created_at, due_at, started_at)
       VALUES ($1, $2, 'account.reset', '{}', 'PENDING', 1, 0, $3, $3, $3)`,
      [newId(), accountId, test.app.get(Clock).now()],
    );
    later(6);
    await eventuallyIs(accountId, { state: 'SENT', tries: 2 });
    await db.query(
      `UPDATE mail_delivery SET state = 'PENDING', unknown_ends = 1, queued_at = NULL, started_at = $2 WHERE account_id = $1`,
      [accountId, test.app.get(Clock).now()],
    );
    later(6);
    await eventuallyIs(accountId, { state: 'FAILED', lastError: 'OUTCOME_UNKNOWN' });
    expect(lettersTo('died@okno.example')).toHaveLength(1);
  });

  it('are written once however often the event is delivered', async () => {
    const accountId = await givenPerson(test, 'once@okno.example');
    await emit(test, 'account.registrationRepeated', { accountId });
    await eventuallyIs(accountId, { state: 'SENT' });
    const db = test.app.get(Database);
    const [event] = await db.query<{ id: string }>(
      `SELECT id FROM outbox_event WHERE payload->>'accountId' = $1`,
      [accountId],
    );
    const again = (id: string): NewJob<typeof eventsQueue> => ({
      job: 'deliver',
      payload: { eventId: event?.id ?? '', listener: 'notifications.accountRepeated' },
      id,
    });
    const queues = test.app.get(Queues);
    await queues.addAll(eventsQueue, [
      again(`again-${accountId}-1`),
      again(`again-${accountId}-2`),
    ]);
    const after = await givenPerson(test, 'after@okno.example');
    await emit(test, 'account.registrationRepeated', { accountId: after });
    await eventuallyIs(after, { state: 'SENT' });
    await eventuallyIs(accountId, { state: 'SENT', tries: 1 });
    expect(lettersTo('once@okno.example')).toHaveLength(1);
  });
});

describe('letters without a mail server', () => {
  it('are kept with their text and shown in a demo', async () => {
    const test = await startTestModule({
      imports: [LettersModule, NotificationsApiModule, AccountsApiModule],
      worker: { redisUrl: null },
      clock: NOW,
      env: { OKNO_DEMO: '1' },
    });
    try {
      for (const email of ['first@okno.example', 'second@okno.example']) {
        const accountId = await givenPerson(test, email);
        await emit(test, 'account.confirmationRequested', { accountId });
        await eventually(async () =>
          expect(await deliveriesTo(test, accountId)).toMatchObject([{ state: 'KEPT' }]),
        );
      }
      const page = await test.app.get(KeptMails).list({ limit: 1 });
      expect(page.items).toMatchObject([
        { to: 'second@okno.example', state: 'KEPT', text: expect.stringContaining('#token=') },
      ]);
      const next = await test.app.get(KeptMails).list({ limit: 1, after: page.next ?? '' });
      expect(next).toMatchObject({ items: [{ to: 'first@okno.example' }], next: null });
    } finally {
      await test.close();
    }
  });

  it('wait in production, and no mailbox is shown', async () => {
    const test = await startTestModule({
      imports: [LettersModule, NotificationsApiModule, AccountsApiModule],
      worker: { redisUrl: null },
      env: {
        OKNO_MODE: 'production',
        PUBLIC_URL: 'https://okno.example',
        OKNO_SECRET_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      },
    });
    try {
      const accountId = await givenPerson(test, 'first@okno.example');
      await emit(test, 'account.confirmationRequested', { accountId });
      await eventually(async () =>
        expect(await deliveriesTo(test, accountId)).toMatchObject([
          { state: 'PENDING', lastError: 'NO_MAIL_SERVER', kept: null },
        ]),
      );
      await expect(test.app.get(KeptMails).list({})).rejects.toMatchObject({ status: 404 });
    } finally {
      await test.close();
    }
  });
});
