import type { INestApplicationContext } from '@nestjs/common';

import { CoreMigrateModule, Database } from '@okno/server/core';

import { AccountsMigrateModule, AccountsModule } from './accounts.module';
import { LoginService, type SignedIn } from './login.service';
import { RegistrationService } from './registration.service';
import { SecretTokens } from './secret-tokens';

export const NOW = '2026-11-20T03:00:00Z';
export const PASSWORD = 'проба-пароля-2026';
export const CALLER = { ip: '192.0.2.10', userAgent: 'Mozilla/5.0 (проба)' };

/** The part of the portal that these tests run, with the roles, consents and demo people to load. */
export const ACCOUNTS = {
  imports: [CoreMigrateModule, AccountsModule, AccountsMigrateModule],
  clock: NOW,
  env: { OKNO_DEMO: 'true' },
};

/** The same where limits of attempts are not what is tested. */
export const ACCOUNTS_UNHURRIED = {
  ...ACCOUNTS,
  env: { OKNO_DEMO: 'true', RATE_LIMIT_FACTOR: '1000' },
};

/** A started part of the portal. */
interface Started {
  app: INestApplicationContext;
}

export const registration = (email: string, password = PASSWORD) => ({
  email,
  password,
  lastName: 'Пробная',
  firstName: 'Анна',
  lang: 'ru' as const,
});

/** The id of the account with this address. */
export async function idOf(test: Started, email: string): Promise<string> {
  const [row] = await test.app
    .get(Database)
    .query<{ id: string }>('SELECT id FROM account WHERE email_key = $1', [email.toLowerCase()]);
  if (!row) {
    throw new Error(`Nobody has registered as ${email}`);
  }
  return row.id;
}

/** What a letter to the person would carry. */
export function letterTo(
  test: Started,
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
export async function newPerson(test: Started, email: string): Promise<string> {
  await test.app.get(RegistrationService).register(registration(email), CALLER.ip);
  const id = await idOf(test, email);
  const link = await letterTo(test, id, 'EMAIL_CONFIRMATION');
  await test.app.get(RegistrationService).confirm(link, CALLER.ip);
  return id;
}

export function signIn(
  test: Started,
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
export async function eventsOf(test: Started, accountId: string): Promise<string[]> {
  const rows = await test.app
    .get(Database)
    .query<{ event: string }>(
      `SELECT event FROM outbox_event WHERE payload->>'accountId' = $1 ORDER BY id`,
      [accountId],
    );
  return rows.map((row) => row.event);
}

/** Entries about an account, in order. */
export async function historyOf(test: Started, accountId: string): Promise<string[]> {
  const rows = await test.app
    .get(Database)
    .query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_type = 'account' AND subject_id = $1 ORDER BY seq`,
      [accountId],
    );
  return rows.map((row) => row.action);
}
