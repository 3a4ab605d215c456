import { Injectable } from '@nestjs/common';

import { Database, type Actor, type Tx } from '@okno/server/core';

import type { CostVerdict } from './cost-audit.policy';

/** A verdict with who has judged. */
export interface CostVerdictRecord extends CostVerdict {
  byName: string;
  at: Date;
}

type Sql = Pick<Tx, 'named'>;

/** What was judged of payments. */
@Injectable()
export class CostVerdictsRepository {
  constructor(private readonly db: Database) {}

  of(applicationId: string, sql: Sql = this.db): Promise<CostVerdictRecord[]> {
    return sql.named<CostVerdictRecord & Record<string, unknown>>(
      'cost-verdicts-of',
      `SELECT line_id AS "lineId", outcome, claimed_kopecks AS "claimedKopecks",
         accepted_kopecks AS "acceptedKopecks", reason, by_name AS "byName", at
       FROM cost_verdict WHERE application_id = $1 ORDER BY line_id LIMIT 200`,
      [applicationId],
    );
  }

  /** The last word counts; the history keeps the ones before. */
  async put(
    tx: Tx,
    actor: Actor,
    applicationId: string,
    verdicts: readonly CostVerdict[],
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO cost_verdict (line_id, application_id, outcome, claimed_kopecks, accepted_kopecks, reason, by_id,
         by_name, at)
       SELECT "lineId", $1, outcome, "claimedKopecks", "acceptedKopecks", reason, $3, $4, $5
       FROM jsonb_to_recordset($2::jsonb) AS verdict ("lineId" uuid, outcome text, "claimedKopecks" bigint,
         "acceptedKopecks" bigint, reason text)
       ON CONFLICT (line_id) DO UPDATE SET outcome = excluded.outcome, claimed_kopecks = excluded.claimed_kopecks,
         accepted_kopecks = excluded.accepted_kopecks, reason = excluded.reason, by_id = excluded.by_id,
         by_name = excluded.by_name, at = excluded.at`,
      [applicationId, JSON.stringify(verdicts), actor.accountId, actor.name, at],
    );
  }
}
