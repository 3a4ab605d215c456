import { eventually } from '@okno/server/testing';

import type { Client } from './client';

const PASSWORD = 'проба-пароля-2026';

/** Where a new person signs up and where the mails lie. */
export interface Reachable {
  /** A client for somebody who is not signed in. */
  guest(): Client;
}

/** A mail that the portal kept because it has no mail server. */
interface KeptMail {
  to: string;
  subject: string;
  text: string;
}

const ANNA = { lastName: 'Пробная', firstName: 'Анна', patronymic: 'Демовна' };

/** A new person who registered, confirmed by the mail and signed in: the whole way, nothing planted. */
export async function signUp(portal: Reachable, email: string, name = ANNA): Promise<Client> {
  const client = portal.guest();
  const registered = await client.post('auth/register', {
    email,
    password: PASSWORD,
    ...name,
    lang: 'ru',
  });
  if (registered.status !== 202) {
    throw new Error(`Registration: ${registered.status} ${JSON.stringify(registered.body)}`);
  }
  const confirmed = await client.post('auth/confirm', {
    token: await secretIn(portal, email, /token=([\w-]+)/),
  });
  if (confirmed.status !== 200) {
    throw new Error(`Confirmation: ${confirmed.status} ${JSON.stringify(confirmed.body)}`);
  }
  await client.signIn(email, PASSWORD);
  return client;
}

/** The secret in the newest mail to that address that holds one: a link's token, a six-digit code. */
export function secretIn(portal: Reachable, email: string, pattern: RegExp): Promise<string> {
  return eventually(async () => {
    const mails = await portal.guest().get<{ items: KeptMail[] }>('dev/mails?limit=100');
    const found = mails.body.items
      .filter((mail) => mail.to === email)
      .map((mail) => pattern.exec(mail.text)?.[1])
      .find((secret) => secret !== undefined);
    if (found === undefined) {
      throw new Error(`No mail to ${email} with ${pattern}`);
    }
    return found;
  });
}
