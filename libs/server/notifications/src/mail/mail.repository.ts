import { Injectable } from '@nestjs/common';

import { Clock, Database } from '@okno/server/core';

import type { DeliveryState, KeptLetter } from './mail-delivery.entity';

/** A try that has said nothing for this long has died; longer than any time-out of a sending. */
const LEASE_MS = 5 * 60_000;
/** A letter is put into the queue again when its job has done nothing for this long. */
const AGAIN_MS = 60_000;
const BATCH = 200;
/** A letter whose fate is unknown is sent once more, and then no more: twice at the most. */
export const UNKNOWN_ENDS = 2;

/** A letter taken for sending. */
export interface TakenLetter {
  id: string;
  accountId: string | null;
  invitationId: string | null;
  confirmationId: string | null;
  subscriptionId: string | null;
  template: string;
  params: Record<string, unknown>;
  /** Times it was taken, this one included. */
  tries: number;
  unknownEnds: number;
}

/** A kept letter as the developer page lists it. */
export interface KeptMailRow {
  id: string;
  kept: KeptLetter;
  state: DeliveryState;
  at: Date;
}

/** Letters and their states. */
@Injectable()
export class MailRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Letters whose turn has come; each is marked so that it is not put into the queue twice. */
  waiting(): Promise<{ id: string; tries: number }[]> {
    const now = this.clock.now().getTime();
    return this.db.named<{ id: string; tries: number }>(
      'mail-waiting',
      `UPDATE mail_delivery AS m SET queued_at = $1 FROM (
         SELECT id FROM mail_delivery
         WHERE state = 'PENDING' AND due_at <= $1 AND (queued_at IS NULL OR queued_at < $2)
           AND (started_at IS NULL OR started_at < $3)
         ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
       ) AS ready WHERE m.id = ready.id RETURNING m.id, m.tries`,
      [new Date(now), new Date(now - AGAIN_MS), new Date(now - LEASE_MS)],
    );
  }

  /** Takes a letter for one try; null when it is not this try's turn. */
  async take(id: string): Promise<TakenLetter | null> {
    const now = this.clock.now();
    const [letter] = await this.db.named<TakenLetter>(
      'mail-take',
      `UPDATE mail_delivery SET tries = tries + 1, started_at = $2,
         unknown_ends = unknown_ends + CASE WHEN started_at IS NULL THEN 0 ELSE 1 END
       WHERE id = $1 AND state = 'PENDING' AND due_at <= $2 AND (started_at IS NULL OR started_at < $3)
       RETURNING id, account_id AS "accountId", invitation_id AS "invitationId",
         confirmation_id AS "confirmationId", subscription_id AS "subscriptionId", template, params, tries, unknown_ends AS "unknownEnds"`,
      [id, now, new Date(now.getTime() - LEASE_MS)],
    );
    if (letter && letter.unknownEnds >= UNKNOWN_ENDS) {
      await this.end(id, 'FAILED', 'OUTCOME_UNKNOWN');
      return null;
    }
    return letter ?? null;
  }

  async sent(id: string): Promise<void> {
    await this.end(id, 'SENT', null);
  }

  async failed(id: string, code: string): Promise<void> {
    await this.end(id, 'FAILED', code);
  }

  async keep(id: string, letter: KeptLetter): Promise<void> {
    await this.db.query(
      `UPDATE mail_delivery SET state = 'KEPT', kept = $2::jsonb, started_at = NULL, sent_at = $3
       WHERE id = $1 AND state = 'PENDING'`,
      [id, JSON.stringify(letter), this.clock.now()],
    );
  }

  /** Puts a letter back until `dueAt`; an end that nobody knows is counted. */
  async again(id: string, code: string, dueAt: Date, unknown: boolean): Promise<void> {
    await this.db.query(
      `UPDATE mail_delivery SET last_error = $2, due_at = $3, queued_at = NULL, started_at = NULL,
         unknown_ends = unknown_ends + $4 WHERE id = $1 AND state = 'PENDING'`,
      [id, code, dueAt, unknown ? 1 : 0],
    );
  }

  /** Newest first, one more than the limit. */
  kept(after: { at: string; id: string } | null, limit: number): Promise<KeptMailRow[]> {
    return this.db.query<KeptMailRow>(
      `SELECT id, kept, state, sent_at AS at FROM mail_delivery
       WHERE state = 'KEPT' AND ($1::timestamptz IS NULL OR (sent_at, id) < ($1::timestamptz, $2::uuid))
       ORDER BY sent_at DESC, id DESC LIMIT $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }

  private async end(id: string, state: 'SENT' | 'FAILED', code: string | null): Promise<void> {
    await this.db.query(
      `UPDATE mail_delivery SET state = $2, last_error = coalesce($3, last_error), started_at = NULL,
         sent_at = CASE WHEN $2 = 'SENT' THEN $4::timestamptz END WHERE id = $1 AND state = 'PENDING'`,
      [id, state, code, this.clock.now()],
    );
  }
}
