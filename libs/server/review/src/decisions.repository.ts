import { Injectable } from '@nestjs/common';

import { Database, newId, type Tx } from '@okno/server/core';

/** A decision as it is written. */
export interface NewDecision {
  applicationId: string;
  organisationId: string;
  clusterId: string;
  measureCode: string;
  outcome: 'APPROVED' | 'REJECTED';
  number: string;
  year: number;
  seq: number;
  /** Local day of the cluster. */
  date: string;
  reasonCode: string | null;
  publicText: string | null;
  approvedKopecks: number | null;
  ownKopecks: number | null;
  capReason: string | null;
  conclusionId: string | null;
  signedBy: string;
  signedByName: string;
}

/** What the applicant and the centre see of a decision. */
export type DecisionRecord = Pick<
  NewDecision,
  | 'outcome'
  | 'number'
  | 'date'
  | 'reasonCode'
  | 'publicText'
  | 'approvedKopecks'
  | 'ownKopecks'
  | 'capReason'
>;

/** What the portal has granted to an organisation in a cluster. */
export interface Support {
  sameInForce: string[];
  sameThisYear: number;
  kopecksThisYear: number;
}

type Sql = Pick<Tx, 'named'>;

/** Decisions, their numbers, and the sums that count towards yearly limits. */
@Injectable()
export class DecisionsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Makes decisions of a cluster's year follow one another: numbers have no gap, and sums that count
   * towards a limit are seen before the next one is granted.
   */
  async lockSeries(tx: Tx, clusterId: string, year: number): Promise<void> {
    await tx.named(
      'decision-series',
      'INSERT INTO decision_counter (cluster_id, year, last) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING',
      [clusterId, year],
    );
    await tx.named(
      'decision-series-lock',
      'SELECT last FROM decision_counter WHERE cluster_id = $1 AND year = $2 FOR UPDATE',
      [clusterId, year],
    );
  }

  /** The next number of a locked series. */
  async nextSeq(tx: Tx, clusterId: string, year: number): Promise<number> {
    const [row] = await tx.named<{ last: number }>(
      'decision-next',
      'UPDATE decision_counter SET last = last + 1 WHERE cluster_id = $1 AND year = $2 RETURNING last',
      [clusterId, year],
    );
    if (row === undefined) {
      throw new Error('The series of decision numbers is not locked');
    }
    return row.last;
  }

  async add(tx: Tx, decision: NewDecision, at: Date): Promise<void> {
    await tx.named(
      'decision-add',
      `INSERT INTO decision (id, application_id, organisation_id, cluster_id, measure_code, outcome, number, year,
         seq, date, reason_code, public_text, approved_kopecks, own_kopecks, cap_reason, conclusion_id, signed_by,
         signed_by_name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        newId(),
        decision.applicationId,
        decision.organisationId,
        decision.clusterId,
        decision.measureCode,
        decision.outcome,
        decision.number,
        decision.year,
        decision.seq,
        decision.date,
        decision.reasonCode,
        decision.publicText,
        decision.approvedKopecks,
        decision.ownKopecks,
        decision.capReason,
        decision.conclusionId,
        decision.signedBy,
        decision.signedByName,
        at,
      ],
    );
  }

  async of(applicationId: string, sql: Sql = this.db): Promise<DecisionRecord | null> {
    const [row] = await sql.named<DecisionRecord & Record<string, unknown>>(
      'decision-of',
      `SELECT outcome, number, date, reason_code AS "reasonCode", public_text AS "publicText",
         approved_kopecks AS "approvedKopecks", own_kopecks AS "ownKopecks", cap_reason AS "capReason"
       FROM decision WHERE application_id = $1`,
      [applicationId],
    );
    return row ?? null;
  }

  /** The support that an approval gave is over, or was given up. */
  async endSupport(tx: Tx, applicationId: string, at: Date): Promise<void> {
    await tx.named(
      'decision-end-support',
      'UPDATE decision SET support_ended_at = $2 WHERE application_id = $1 AND support_ended_at IS NULL',
      [applicationId, at],
    );
  }

  /** Approvals of other cases: of the same measure, and the sums of all measures of the cluster in the year. */
  async support(
    of: {
      applicationId: string;
      organisationId: string;
      clusterId: string;
      measureCode: string;
      year: number;
    },
    sql: Sql = this.db,
  ): Promise<Support> {
    const [row] = await sql.named<Support & Record<string, unknown>>(
      'decision-support',
      `SELECT coalesce(array_agg(number ORDER BY number)
           FILTER (WHERE measure_code = $4 AND support_ended_at IS NULL), '{}') AS "sameInForce",
         count(*) FILTER (WHERE measure_code = $4 AND year = $5) AS "sameThisYear",
         coalesce(sum(approved_kopecks) FILTER (WHERE year = $5), 0)::bigint AS "kopecksThisYear"
       FROM decision
       WHERE outcome = 'APPROVED' AND organisation_id = $2 AND cluster_id = $3 AND application_id <> $1`,
      [of.applicationId, of.organisationId, of.clusterId, of.measureCode, of.year],
    );
    return row ?? { sameInForce: [], sameThisYear: 0, kopecksThisYear: 0 };
  }
}
