import { Clock, Database, type DomainError } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import {
  ACCOUNTS,
  CALLER,
  eventsOf,
  idOf,
  letterTo,
  newPerson,
  NOW,
  registration,
  signIn,
} from './accounts.spec-data';
import { AccountsTidy } from './accounts.tidy';
import { PasswordResetService } from './password-reset.service';
import { RegistrationService } from './registration.service';

const WRONG = 'не тот пароль';

describe('limits of attempts', () => {
  let test: TestModule;
  beforeAll(async () => {
    test = await startTestModule(ACCOUNTS);
    test.app.get(Clock).moveTo(new Date(NOW));
  });
  afterAll(() => test.close());

  /** What comes of so many wrong passwords, one after another. */
  const guess = async (
    email: string,
    times: number,
    ip: string,
  ): Promise<(DomainError | null)[]> => {
    const answers: (DomainError | null)[] = [];
    for (let time = 0; time < times; time += 1) {
      answers.push(
        await signIn(test, email, { password: WRONG, ip }).then(
          () => null,
          (error: DomainError) => error,
        ),
      );
    }
    return answers;
  };

  it('slow down who guesses, alike for known and unknown addresses', async () => {
    await newPerson(test, 'victim@example.org');
    const [known, unknown] = [
      await guess('victim@example.org', 10, '192.0.2.66'),
      await guess('stranger@example.org', 10, '192.0.2.67'),
    ];
    expect(known.map((one) => one?.code)).toEqual(unknown.map((one) => one?.code));
    expect(known.slice(0, 8).every((one) => one?.code === 'auth.invalid_credentials')).toBe(true);
    expect(known.at(-1)).toMatchObject({
      status: 429,
      code: 'rate.limited',
      details: { retryAfterSeconds: 60 },
    });
  });

  it('let the owner in meanwhile: from another address, from a known browser, after a new password', async () => {
    const id = await newPerson(test, 'owner@example.org');
    const { device } = await signIn(test, 'owner@example.org');
    for (let machine = 0; machine < 6; machine += 1) {
      await guess('owner@example.org', 8, `198.51.100.${machine}`);
    }
    await expect(signIn(test, 'owner@example.org', { ip: '203.0.113.9' })).rejects.toMatchObject({
      code: 'rate.limited',
    });
    expect(await signIn(test, 'owner@example.org', { device })).toMatchObject({ accountId: id });
    const link = await letterTo(test, id, 'PASSWORD_RESET');
    const password = 'новый пароль 2026';
    const fresh = await test.app.get(PasswordResetService).reset(link, password, '203.0.113.9');
    expect(
      await signIn(test, 'owner@example.org', { ip: '203.0.113.9', device: fresh, password }),
    ).toMatchObject({ accountId: id });
    await expect(
      signIn(test, 'owner@example.org', { ip: '203.0.113.9', device, password }),
    ).rejects.toMatchObject({ code: 'rate.limited' });
  });

  it('do not count right passwords', async () => {
    await newPerson(test, 'busy@example.org');
    for (let time = 0; time < 12; time += 1) {
      await signIn(test, 'busy@example.org', { ip: '192.0.2.70' });
    }
  });

  it('hold when guesses come at the same time', async () => {
    await newPerson(test, 'parallel@example.org');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        signIn(test, 'parallel@example.org', { password: WRONG, ip: '192.0.2.71' }).catch(
          (error: DomainError) => error.code,
        ),
      ),
    );
    expect(answers.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(8);
    expect(answers.filter((code) => code === 'rate.limited')).toHaveLength(12);
  });

  it('do not flood a mailbox, whoever asks', async () => {
    const id = await newPerson(test, 'mailbox@example.org');
    const resets = test.app.get(PasswordResetService);
    const ask = (email: string, machine: number): Promise<string> =>
      resets.forgot(email, `198.51.100.${machine}`).then(
        () => 'sent',
        (error: DomainError) => error.code,
      );
    const known: string[] = [];
    const unknown: string[] = [];
    for (let machine = 0; machine < 8; machine += 1) {
      known.push(await ask('mailbox@example.org', machine));
      unknown.push(await ask('nobody@example.org', machine));
    }
    expect(unknown.filter((one) => one === 'sent')).toHaveLength(5);
    expect(known.filter((one) => one === 'sent')).toHaveLength(4);
    expect((await eventsOf(test, id)).filter((one) => one.endsWith('ResetRequested'))).toHaveLength(
      4,
    );
  });

  it('send the letter again to who knows the password, within the same limits', async () => {
    const [email, ip] = ['waiting@example.org', '192.0.2.80'];
    await test.app.get(RegistrationService).register(registration(email), ip);
    for (let time = 0; time < 7; time += 1) {
      await expect(signIn(test, email, { ip })).rejects.toThrow('auth.not_confirmed');
    }
    expect(await eventsOf(test, await idOf(test, email))).toHaveLength(5);
  });

  it('are forgotten when they have run out', async () => {
    const db = test.app.get(Database);
    test.app.get(Clock).moveTo(new Date(Date.parse(NOW) + 24 * 3600 * 1000));
    await new AccountsTidy(db, test.app.get(Clock)).tidy();
    expect(await db.query('SELECT 1 FROM rate_limit')).toEqual([]);
    expect((await guess('victim@example.org', 1, CALLER.ip))[0]?.code).toBe(
      'auth.invalid_credentials',
    );
  });
});
