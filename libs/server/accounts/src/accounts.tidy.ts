import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { Clock, Database } from '@okno/server/core';

import { DEVICE_LIFE_MS, UNCONFIRMED_LIFE_MS } from './session.policy';

const EVERY_MS = 10 * 60 * 1000;
/** Spent and outdated links are kept this long, so that opening one again can be told from guessing. */
const TOKENS_KEPT_MS = 7 * 24 * 3600 * 1000;
const BATCH = 5_000;

/** Removes what has run out. Every worker does it; what one has removed, the next does not find. */
@Injectable()
export class AccountsTidy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(AccountsTidy.name);
  private interval: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.interval = setInterval(() => {
      this.running = this.running
        .then(() => this.tidy())
        .catch((error: unknown) =>
          this.log.warn(error instanceof Error ? error.message : String(error)),
        );
    }, EVERY_MS);
    this.interval.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.interval);
    await this.running;
  }

  /** Sessions, browsers, secrets and limits that have run out, and accounts that nobody confirmed. */
  async tidy(): Promise<void> {
    const now = this.clock.now();
    const before = (ms: number): Date => new Date(now.getTime() - ms);
    await this.remove('session', 'expires_at', now);
    await this.remove('known_device', 'last_used_at', before(DEVICE_LIFE_MS));
    await this.remove('secret_token', 'expires_at', before(TOKENS_KEPT_MS));
    await this.remove('rate_limit', 'used_until', now);
    await this.removeUnconfirmed(before(UNCONFIRMED_LIFE_MS));
  }

  private async remove(
    table: 'session' | 'known_device' | 'secret_token' | 'rate_limit',
    column: string,
    before: Date,
  ): Promise<void> {
    for (;;) {
      const rows = await this.db.query(
        `DELETE FROM ${table} WHERE ctid IN
           (SELECT ctid FROM ${table} WHERE ${column} < $1 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
         RETURNING 1`,
        [before],
      );
      if (rows.length < BATCH) {
        return;
      }
    }
  }

  /** Nobody could sign in with it, so nothing but links of letters hangs on it. */
  private removeUnconfirmed(before: Date): Promise<void> {
    return this.db.transaction(async (tx) => {
      const gone = await tx.query<{ id: string }>(
        `SELECT id FROM account WHERE confirmed_at IS NULL AND updated_at < $1
         ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [before, BATCH],
      );
      const ids = gone.map(({ id }) => id);
      if (ids.length > 0) {
        await tx.query('DELETE FROM secret_token WHERE account_id = ANY($1::uuid[])', [ids]);
        await tx.query('DELETE FROM account WHERE id = ANY($1::uuid[])', [ids]);
      }
    });
  }
}
