import { Injectable } from '@nestjs/common';

import type { Tx } from '@okno/server/core';

/** What happens to a round at a moment. */
export type RoundEvent = 'ANNOUNCED' | 'OPENED' | 'CLOSED';

/** A round that was announced, has opened or closed, of which nobody was told yet. */
export interface RoundTurn {
  roundId: string;
  measureCode: string;
  event: RoundEvent;
}

const TOLD = {
  ANNOUNCED: 'announcement_told_at = $2',
  // One that was open when it was put in is not announced any more.
  OPENED: 'opening_told_at = $2, announcement_told_at = coalesce(announcement_told_at, $2)',
  CLOSED: 'closing_told_at = $2',
} as const;

/** Which rounds have opened and closed, each to be told of once. */
@Injectable()
export class RoundTurns {
  /** The earliest turn up to a moment that was not told of. The round stays locked to the end of the transaction. */
  async due(tx: Tx, now: Date): Promise<RoundTurn | undefined> {
    const [turn] = await tx.query<RoundTurn>(
      `SELECT r.id AS "roundId", m.code AS "measureCode",
         CASE WHEN r.opens_at > $1 THEN 'ANNOUNCED' WHEN r.opening_told_at IS NULL THEN 'OPENED'
           ELSE 'CLOSED' END AS event
       FROM intake_round r JOIN measure m ON m.id = r.measure_id
       WHERE (r.opening_told_at IS NULL AND r.opens_at <= $1) OR (r.closing_told_at IS NULL AND r.closes_at <= $1)
         OR (r.announcement_told_at IS NULL AND r.opens_at > $1)
       ORDER BY CASE WHEN r.opens_at > $1 OR r.opening_told_at IS NULL THEN r.opens_at ELSE r.closes_at END, r.id
       LIMIT 1 FOR UPDATE OF r`,
      [now],
    );
    return turn;
  }

  async told(tx: Tx, { roundId, event }: RoundTurn, now: Date): Promise<void> {
    await tx.query(`UPDATE intake_round SET ${TOLD[event]} WHERE id = $1`, [roundId, now]);
  }

  /** The next moment at which a round opens or closes, or null. */
  async next(tx: Tx, now: Date): Promise<Date | null> {
    const [row] = await tx.query<{ at: Date | null }>(
      `SELECT least((SELECT min(opens_at) FROM intake_round WHERE opening_told_at IS NULL AND opens_at > $1),
         (SELECT min(closes_at) FROM intake_round WHERE closing_told_at IS NULL AND closes_at > $1)) AS at`,
      [now],
    );
    return row?.at ?? null;
  }
}
