import { Injectable } from '@nestjs/common';

import { Clock, Database, newId, type Tx } from '@okno/server/core';

import { isSecret, newSecret, sha256 } from './secret';
import { DEVICES_MAX } from './session.policy';

/** Browsers in which somebody has signed in before. */
@Injectable()
export class Devices {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The id of the browser for this person, or null where the person has not signed in with it. */
  async known(accountId: string | null, secret: string | undefined): Promise<string | null> {
    const [row] = await this.db.named<{ id: string }>(
      'device-known',
      'SELECT id FROM known_device WHERE account_id = $1 AND secret_hash = $2',
      [accountId, sha256(isSecret(secret) ? secret : '')],
    );
    return row?.id ?? null;
  }

  /** Notes the browser as the person's own; returns the secret for its cookie. */
  async remember(tx: Tx, accountId: string, given: string | undefined): Promise<string> {
    const secret = isSecret(given) ? given : newSecret();
    await tx.query(
      `INSERT INTO known_device (id, account_id, secret_hash, last_used_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, secret_hash) DO UPDATE SET last_used_at = excluded.last_used_at`,
      [newId(), accountId, sha256(secret), this.clock.now()],
    );
    await tx.query(
      `DELETE FROM known_device WHERE id IN
         (SELECT id FROM known_device WHERE account_id = $1 ORDER BY last_used_at DESC, id DESC OFFSET $2)`,
      [accountId, DEVICES_MAX],
    );
    return secret;
  }

  /** After a new password every browser has to prove itself again. */
  async forgetAll(tx: Tx, accountId: string): Promise<void> {
    await tx.query('DELETE FROM known_device WHERE account_id = $1', [accountId]);
  }
}
