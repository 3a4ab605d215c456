import { Injectable } from '@nestjs/common';

import { Clock, Database, RequestError, type Tx } from '@okno/server/core';

import { AccountsConfig } from './accounts.config';
import { charge, type LimitedAttempt, type RateLimit } from './rate-limit.policy';
import { sha256 } from './secret';

/** Counts attempts in the database, for all processes together. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: AccountsConfig,
  ) {}

  /**
   * Counts one attempt against every limit, or against none when one of them is used up.
   * @throws RequestError rate.limited with `retryAfterSeconds`
   */
  async take(attempts: readonly LimitedAttempt[]): Promise<void> {
    await this.db.transaction((tx) => this.takeIn(tx, attempts));
  }

  /** The same in the caller's transaction: an attempt that is rolled back is not counted. */
  async takeIn(tx: Tx, attempts: readonly LimitedAttempt[]): Promise<void> {
    const now = this.clock.now().getTime();
    const wanted = this.keyed(attempts);
    const kept = await this.lock(
      tx,
      wanted.map(({ key }) => key),
    );
    const charged = wanted.map(({ key, limit }) => ({
      key,
      ...charge(limit, kept.get(key.toString('hex')), now),
    }));
    const waits = charged.flatMap((one) =>
      'retryAfterSeconds' in one ? [one.retryAfterSeconds] : [],
    );
    if (waits.length > 0) {
      throw new RequestError('rate.limited', { retryAfterSeconds: Math.max(...waits) });
    }
    for (const one of charged) {
      if ('usedUntil' in one) {
        await tx.named('rate-limit-put', `UPDATE rate_limit SET used_until = $2 WHERE key = $1`, [
          one.key,
          new Date(one.usedUntil),
        ]);
      }
    }
  }

  /** Gives an attempt back: the right password is no guess. */
  async giveBack(tx: Tx, attempts: readonly LimitedAttempt[]): Promise<void> {
    for (const { key, limit } of this.keyed(attempts)) {
      await tx.named(
        'rate-limit-back',
        `UPDATE rate_limit SET used_until = used_until - make_interval(secs => $2) WHERE key = $1`,
        [key, limit.everySeconds],
      );
    }
  }

  /** Locks the rows in one order, so that two attempts never wait for each other both ways. */
  private async lock(tx: Tx, keys: readonly Buffer[]): Promise<Map<string, number>> {
    const kept = new Map<string, number>();
    for (const key of keys) {
      const [row] = await tx.named<{ usedUntil: Date }>(
        'rate-limit-lock',
        `INSERT INTO rate_limit (key, used_until) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET used_until = rate_limit.used_until
         RETURNING used_until AS "usedUntil"`,
        [key, this.clock.now()],
      );
      if (row) {
        kept.set(key.toString('hex'), row.usedUntil.getTime());
      }
    }
    return kept;
  }

  private keyed(attempts: readonly LimitedAttempt[]): { key: Buffer; limit: RateLimit }[] {
    return attempts
      .map(({ limit, subject }) => ({
        key: sha256(`${limit.name} ${subject}`),
        limit: { ...limit, burst: Math.round(limit.burst * this.config.rateLimitFactor) },
      }))
      .sort((a, b) => Buffer.compare(a.key, b.key));
  }
}
