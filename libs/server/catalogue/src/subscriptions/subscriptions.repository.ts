import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { SavedFilter } from './subscription.policy';

/** A row of `announcement_subscription`. */
export interface Subscription {
  id: string;
  email: string;
  emailKey: string;
  lang: 'ru' | 'en';
  measureCode: string | null;
  filter: SavedFilter | null;
  targetKey: string;
  consentVersion: number;
  requestedAt: Date;
  confirmedAt: Date | null;
}

const COLUMNS = `id, email, email_key AS "emailKey", lang, measure_code AS "measureCode", filter,
  target_key AS "targetKey", consent_version AS "consentVersion", requested_at AS "requestedAt",
  confirmed_at AS "confirmedAt"`;

/** Who wants to be told of what, and what was told. */
@Injectable()
export class SubscriptionsRepository {
  constructor(private readonly db: Database) {}

  async find(id: string, sql: Tx | Database = this.db): Promise<Subscription | undefined> {
    const [row] = await sql.named<Subscription & Record<string, unknown>>(
      'subscription-find',
      `SELECT ${COLUMNS} FROM announcement_subscription WHERE id = $1`,
      [id],
    );
    return row;
  }

  of(emailKey: string, sql: Tx | Database = this.db): Promise<Subscription[]> {
    return sql.named<Subscription & Record<string, unknown>>(
      'subscriptions-of',
      `SELECT ${COLUMNS} FROM announcement_subscription WHERE email_key = $1 ORDER BY id`,
      [emailKey],
    );
  }

  /** Adds a wish, or renews one that waits for its confirmation; one that is confirmed stays as it is. */
  async put(tx: Tx, row: Subscription): Promise<string> {
    const [kept] = await tx.named<{ id: string }>(
      'subscription-put',
      `INSERT INTO announcement_subscription AS known (id, email, email_key, lang, measure_code, filter, target_key,
         consent_version, requested_at, confirmed_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)
       ON CONFLICT (email_key, target_key) DO UPDATE SET
         lang = CASE WHEN known.confirmed_at IS NULL THEN $4 ELSE known.lang END,
         consent_version = CASE WHEN known.confirmed_at IS NULL THEN $8 ELSE known.consent_version END,
         requested_at = CASE WHEN known.confirmed_at IS NULL THEN $9 ELSE known.requested_at END,
         confirmed_at = coalesce(known.confirmed_at, $10)
       RETURNING id`,
      [
        row.id,
        row.email,
        row.emailKey,
        row.lang,
        row.measureCode,
        row.filter && JSON.stringify(row.filter),
        row.targetKey,
        row.consentVersion,
        row.requestedAt,
        row.confirmedAt,
      ],
    );
    return kept?.id ?? row.id;
  }

  /** Tells whether it waited for that. */
  async confirm(tx: Tx, id: string, at: Date): Promise<boolean> {
    const rows = await tx.named(
      'subscription-confirm',
      `UPDATE announcement_subscription SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL RETURNING id`,
      [id, at],
    );
    return rows.length > 0;
  }

  /** Tells whether there was one. */
  async remove(tx: Tx, id: string): Promise<boolean> {
    await tx.named(
      'subscription-forget',
      'DELETE FROM announcement_told WHERE subscription_id = $1',
      [id],
    );
    const rows = await tx.named(
      'subscription-remove',
      'DELETE FROM announcement_subscription WHERE id = $1 RETURNING id',
      [id],
    );
    return rows.length > 0;
  }

  /** Confirmed ones behind a place: of the measure, and every saved search. Locked, so that nobody leaves in between. */
  waiting(tx: Tx, measureCode: string, after: string, limit: number): Promise<Subscription[]> {
    return tx.named<Subscription & Record<string, unknown>>(
      'subscriptions-waiting',
      `SELECT ${COLUMNS} FROM announcement_subscription
       WHERE confirmed_at IS NOT NULL AND (measure_code = $1 OR filter IS NOT NULL) AND id > $2
       ORDER BY id LIMIT $3 FOR SHARE`,
      [measureCode, after, limit],
    );
  }

  /** Notes that somebody is told of something; false when he was told before. */
  async tell(tx: Tx, id: string, about: string, at: Date): Promise<boolean> {
    const rows = await tx.named(
      'subscription-tell',
      `INSERT INTO announcement_told (subscription_id, about, at) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING about`,
      [id, about, at],
    );
    return rows.length > 0;
  }

  /** Forgets requests that nobody has confirmed. Returns how many. */
  async sweep(before: Date, limit: number): Promise<number> {
    const gone = await this.db.query(
      `DELETE FROM announcement_subscription WHERE id IN (
         SELECT id FROM announcement_subscription WHERE confirmed_at IS NULL AND requested_at < $1
         ORDER BY requested_at LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [before, limit],
    );
    return gone.length;
  }
}
