import { CoreMigrateModule, Database, ReferenceData } from '@okno/server/core';
import { startTestModule, type TestModule } from '@okno/server/testing';

import { AccountsMigrateModule, AccountsModule } from './accounts.module';
import { LoginService, type SignedIn } from './login.service';
import { RegistrationService } from './registration.service';
import { SecretTokens } from './secret-tokens';

export const NOW = '2026-11-20T03:00:00Z';
export const PASSWORD = 'проба-пароля-2026';
export const CALLER = { ip: '192.0.2.10', userAgent: 'Mozilla/5.0 (проба)' };

/** Accounts on a database of their own, with roles, consents and demo people. */
export async function startAccounts(env: Record<string, string> = {}): Promise<TestModule> {
  const test = await startTestModule({
    imports: [CoreMigrateModule, AccountsModule, AccountsMigrateModule],
    clock: NOW,
    env: { OKNO_DEMO: 'true', ...env },
  });
  await test.app.get(ReferenceData).load();
  return test;
}

export const registration = (email: string, password = PASSWORD) => ({
  email,
  password,
  lastName: 'Пробная',
  firstName: 'Анна',
  lang: 'ru' as const,
});

/** The id of the account with this address. */
export async function idOf(test: TestModule, email: string): Promise<string> {
  const [row] = await test.app
    .get(Database)
    .query<{ id: string }>('SELECT id FROM account WHERE email_key = $1', [email.toLowerCase()]);
  return row!.id;
}

/** What a letter to the person would carry. */
export function letterTo(
  test: TestModule,
  accountId: string,
  purpose: 'EMAIL_CONFIRMATION' | 'PASSWORD_RESET',
): Promise<string> {
  return test.app
    .get(Database)
    .transaction((tx) =>
      test.app.get(SecretTokens).issue(tx, { accountId, purpose, ttlMinutes: 60 }),
    );
}

/** Somebody who registered and answered the letter. */
export async function newPerson(test: TestModule, email: string): Promise<string> {
  await test.app.get(RegistrationService).register(registration(email), CALLER.ip);
  const id = await idOf(test, email);
  const link = await letterTo(test, id, 'EMAIL_CONFIRMATION');
  await test.app.get(RegistrationService).confirm(link, CALLER.ip);
  return id;
}

export function signIn(
  test: TestModule,
  email: string,
  more: { password?: string; device?: string; session?: string; ip?: string } = {},
): Promise<SignedIn> {
  return test.app
    .get(LoginService)
    .signIn(
      { email, password: more.password ?? PASSWORD, device: more.device, session: more.session },
      { ...CALLER, ip: more.ip ?? CALLER.ip },
    );
}

/** Names of the events about an account, in order. */
export async function eventsOf(test: TestModule, accountId: string): Promise<string[]> {
  const rows = await test.app
    .get(Database)
    .query<{ event: string }>(
      `SELECT event FROM outbox_event WHERE payload->>'accountId' = $1 ORDER BY id`,
      [accountId],
    );
  return rows.map((row) => row.event);
}

/** Entries about an account, in order. */
export async function historyOf(test: TestModule, accountId: string): Promise<string[]> {
  const rows = await test.app
    .get(Database)
    .query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_type = 'account' AND subject_id = $1 ORDER BY seq`,
      [accountId],
    );
  return rows.map((row) => row.action);
}
