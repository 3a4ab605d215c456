import { Clock, Database } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import {
  ACCOUNTS_UNHURRIED,
  CALLER,
  eventsOf,
  historyOf,
  idOf,
  letterTo,
  newPerson,
  NOW,
  PASSWORD,
  registration,
  signIn,
} from './accounts.spec-data';
import { AccountsService } from './accounts.service';
import { AccountsTidy } from './accounts.tidy';
import { PasswordResetService } from './password-reset.service';
import { RegistrationService } from './registration.service';
import { Sessions } from './sessions';

const DAY = 24 * 3600 * 1000;
const after = (ms: number): Date => new Date(Date.parse(NOW) + ms);

describe('registering and signing in', () => {
  let test: TestModule;
  let door: RegistrationService;
  let sessions: Sessions;
  beforeAll(async () => {
    test = await startTestModule(ACCOUNTS_UNHURRIED);
    door = test.app.get(RegistrationService);
    sessions = test.app.get(Sessions);
  });
  beforeEach(() => test.app.get(Clock).moveTo(new Date(NOW)));
  afterAll(() => test.close());

  it('asks for the letter to be answered before it lets in', async () => {
    await door.register(registration('Nina@Example.org'), CALLER.ip);
    const id = await idOf(test, 'nina@example.org');
    await expect(signIn(test, 'nina@example.org', { password: 'не тот пароль' })).rejects.toThrow(
      'auth.invalid_credentials',
    );
    await expect(signIn(test, 'nina@example.org')).rejects.toThrow('auth.not_confirmed');
    const link = await letterTo(test, id, 'EMAIL_CONFIRMATION');
    await door.confirm(link, CALLER.ip);
    await door.confirm(link, CALLER.ip);
    expect((await signIn(test, 'NINA@example.org')).accountId).toBe(id);
    expect(await historyOf(test, id)).toEqual([
      'account.registered',
      'account.confirmed',
      'account.signedIn',
    ]);
  });

  it('answers alike for a known and an unknown address, and tells the owner by letter', async () => {
    const id = await newPerson(test, 'known@example.org');
    const answers = [
      await door.register(registration('known@example.org', 'совсем другой пароль'), CALLER.ip),
      await door.register(registration('unknown@example.org'), CALLER.ip),
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect((await eventsOf(test, id)).at(-1)).toBe('account.registrationRepeated');
    expect((await signIn(test, 'known@example.org')).accountId).toBe(id);
    const resets = test.app.get(PasswordResetService);
    expect(await resets.forgot('nobody@example.org', CALLER.ip)).toEqual(
      await resets.forgot('known@example.org', CALLER.ip),
    );
    const wrong = { password: 'не тот пароль' };
    const refusals = await Promise.all(
      ['known@example.org', 'nobody@example.org', 'no address at all'].map((email) =>
        signIn(test, email, wrong).catch((error: unknown) => JSON.stringify(error)),
      ),
    );
    expect(new Set(refusals).size).toBe(1);
  });

  it('lets the last who registers with an unproved address choose the password', async () => {
    await door.register(registration('taken@example.org', 'пароль захватчика 1'), CALLER.ip);
    const id = await idOf(test, 'taken@example.org');
    const old = await letterTo(test, id, 'EMAIL_CONFIRMATION');
    await door.register(registration('taken@example.org'), CALLER.ip);
    await expect(door.confirm(old, CALLER.ip)).rejects.toThrow('auth.token_invalid');
    await door.confirm(await letterTo(test, id, 'EMAIL_CONFIRMATION'), CALLER.ip);
    await expect(
      signIn(test, 'taken@example.org', { password: 'пароль захватчика 1' }),
    ).rejects.toThrow('auth.invalid_credentials');
    expect((await signIn(test, 'taken@example.org')).accountId).toBe(id);
  });

  it('registers one person when the form is sent many times at once', async () => {
    await Promise.all(
      Array.from({ length: 6 }, () => door.register(registration('twice@example.org'), CALLER.ip)),
    );
    const rows = await test.app
      .get(Database)
      .query(`SELECT 1 FROM account WHERE email_key = 'twice@example.org'`);
    expect(rows).toHaveLength(1);
  });

  it('names the fields at fault', async () => {
    const wrong = { ...registration('nobody at all', 'qwerty12345'), lastName: '<b>' };
    await expect(door.register(wrong, CALLER.ip)).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [
        { path: 'email', code: 'EMAIL_FORMAT' },
        { path: 'lastName', code: 'NAME_FORMAT' },
        { path: 'password', code: 'PASSWORD_COMMON' },
      ],
    });
  });

  it('keeps hashes of secrets only', async () => {
    await newPerson(test, 'hash@example.org');
    const { session, device } = await signIn(test, 'hash@example.org');
    const rows = await test.app.get(Database).query<{ text: string }>(
      `SELECT row_to_json(s)::text AS text FROM session s
       UNION ALL SELECT row_to_json(d)::text FROM known_device d
       UNION ALL SELECT row_to_json(a)::text FROM account a`,
    );
    const everything = rows.map((row) => row.text).join();
    for (const secret of [session, device, PASSWORD, Buffer.from(session).toString('hex')]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('ends a session after 14 days unused and after 30 days anyway', async () => {
    await newPerson(test, 'rolling@example.org');
    const clock = test.app.get(Clock);
    const { session } = await signIn(test, 'rolling@example.org');
    const idle = await signIn(test, 'rolling@example.org');
    for (const day of [10, 20, 29.9]) {
      clock.moveTo(after(day * DAY));
      expect(await sessions.actor(session, CALLER.ip)).toMatchObject({ name: 'Пробная Анна' });
    }
    expect(await sessions.actor(idle.session, CALLER.ip)).toBeNull();
    clock.moveTo(after(30 * DAY + 1));
    expect(await sessions.actor(session, CALLER.ip)).toBeNull();
    await new AccountsTidy(test.app.get(Database), clock).tidy();
    const id = await idOf(test, 'rolling@example.org');
    expect(
      await test.app.get(Database).query('SELECT 1 FROM session WHERE account_id = $1', [id]),
    ).toEqual([]);
  });

  it('lists and revokes own sessions, and nobody else’s', async () => {
    await newPerson(test, 'mine@example.org');
    await newPerson(test, 'theirs@example.org');
    const mine = await sessions.actor((await signIn(test, 'mine@example.org')).session, CALLER.ip);
    const other = await signIn(test, 'mine@example.org');
    const theirs = await sessions.actor(
      (await signIn(test, 'theirs@example.org')).session,
      CALLER.ip,
    );
    const list = await sessions.list(mine!);
    expect(list.map((one) => one.current).sort()).toEqual([false, true]);
    const second = list.find((one) => !one.current)!;
    await expect(sessions.revoke(theirs!, second.id)).rejects.toThrow('session.not_found');
    await sessions.revoke(mine!, second.id);
    expect(await sessions.actor(other.session, CALLER.ip)).toBeNull();
    await expect(sessions.revoke(mine!, second.id)).rejects.toThrow('session.not_found');
  });

  it('keeps twenty sessions of a person at the most, and ends the one before in the same browser', async () => {
    await newPerson(test, 'many@example.org');
    let session: string | undefined;
    for (let count = 0; count < 3; count += 1) {
      session = (await signIn(test, 'many@example.org', session ? { session } : {})).session;
    }
    const actor = await sessions.actor(session!, CALLER.ip);
    expect(await sessions.list(actor!)).toHaveLength(1);
    for (let count = 0; count < 21; count += 1) {
      await signIn(test, 'many@example.org');
    }
    expect(await sessions.list(actor!)).toHaveLength(20);
  });

  it('sets a new password by letter: every session ends, the link works once', async () => {
    const id = await newPerson(test, 'reset@example.org');
    const { session } = await signIn(test, 'reset@example.org');
    const resets = test.app.get(PasswordResetService);
    await resets.forgot('reset@example.org', CALLER.ip);
    expect((await eventsOf(test, id)).at(-1)).toBe('account.passwordResetRequested');
    const link = await letterTo(test, id, 'PASSWORD_RESET');
    await expect(resets.reset(link, 'qwerty12345', CALLER.ip)).rejects.toThrow('request.invalid');
    expect(await sessions.actor(session, CALLER.ip)).not.toBeNull();
    await resets.reset(link, 'новый пароль 2026', CALLER.ip);
    expect(await sessions.actor(session, CALLER.ip)).toBeNull();
    await expect(resets.reset(link, 'ещё новее 2026', CALLER.ip)).rejects.toThrow(
      'auth.token_invalid',
    );
    await expect(signIn(test, 'reset@example.org')).rejects.toThrow('auth.invalid_credentials');
    await signIn(test, 'reset@example.org', { password: 'новый пароль 2026' });
    expect(await historyOf(test, id)).toContain('account.passwordReset');
  });

  it('refuses links that are made up, for something else, or too old', async () => {
    const id = await newPerson(test, 'links@example.org');
    const resets = test.app.get(PasswordResetService);
    const [wrong, old] = [
      await letterTo(test, id, 'EMAIL_CONFIRMATION'),
      await letterTo(test, id, 'PASSWORD_RESET'),
    ];
    test.app.get(Clock).moveTo(after(3_600_001));
    for (const link of [wrong, old, '', 'x', 'A'.repeat(43), '123456']) {
      await expect(resets.reset(link, 'новый пароль 2026', CALLER.ip)).rejects.toThrow(
        'auth.token_invalid',
      );
    }
    await expect(door.confirm('A'.repeat(43), CALLER.ip)).rejects.toThrow('auth.token_invalid');
  });

  it('forgets people who never answered the letter', async () => {
    await door.register(registration('silent@example.org'), CALLER.ip);
    await letterTo(test, await idOf(test, 'silent@example.org'), 'EMAIL_CONFIRMATION');
    test.app.get(Clock).moveTo(after(8 * DAY));
    await new AccountsTidy(test.app.get(Database), test.app.get(Clock)).tidy();
    const rows = await test.app
      .get(Database)
      .query(`SELECT 1 FROM account WHERE email_key = 'silent@example.org'`);
    expect(rows).toEqual([]);
    expect(await test.app.get(AccountsService).findByEmail('known@example.org')).not.toBeNull();
  });
});
