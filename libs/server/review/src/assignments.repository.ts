import { Injectable } from '@nestjs/common';

import { Database, newId, type Tx } from '@okno/server/core';

import type { AssignmentCause } from './assignment.entity';
import type { Candidate } from './load.policy';

/** A case given to somebody. */
export interface NewAssignment {
  applicationId: string;
  clusterId: string;
  assigneeId: string;
  cause: AssignmentCause;
  byId: string;
}

/** Who has which case, and how many each reviewer has open. */
@Injectable()
export class AssignmentsRepository {
  constructor(private readonly db: Database) {}

  /** Ends what was open, opens the new one, and keeps both reviewers' counters. */
  async give(tx: Tx, assignment: NewAssignment, at: Date): Promise<void> {
    await this.end(tx, assignment.applicationId, at);
    await tx.named(
      'assignment-add',
      `INSERT INTO assignment (id, application_id, cluster_id, assignee_id, cause, by_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        newId(),
        assignment.applicationId,
        assignment.clusterId,
        assignment.assigneeId,
        assignment.cause,
        assignment.byId,
        at,
      ],
    );
    await tx.named(
      'load-more',
      `INSERT INTO reviewer_load AS load (cluster_id, account_id, open, assigned_at)
       VALUES ($1, $2, 1, CASE WHEN $4 THEN $3::timestamptz END)
       ON CONFLICT (cluster_id, account_id) DO UPDATE
         SET open = load.open + 1, assigned_at = coalesce(EXCLUDED.assigned_at, load.assigned_at)`,
      [assignment.clusterId, assignment.assigneeId, at, assignment.cause === 'LOAD'],
    );
  }

  /** Takes the case off its reviewer's desk. Nothing happens when it is on nobody's. */
  async end(tx: Tx, applicationId: string, at: Date): Promise<void> {
    await tx.named(
      'assignment-end',
      `WITH ended AS (
         UPDATE assignment SET ended_at = $2 WHERE application_id = $1 AND ended_at IS NULL
         RETURNING cluster_id, assignee_id)
       UPDATE reviewer_load AS load SET open = load.open - 1 FROM ended
       WHERE load.cluster_id = ended.cluster_id AND load.account_id = ended.assignee_id`,
      [applicationId, at],
    );
  }

  /** The load of these people, locked, so that two cases at a time do not both go to the same one. */
  async lockLoads(tx: Tx, clusterId: string, accountIds: readonly string[]): Promise<Candidate[]> {
    await tx.query(
      `INSERT INTO reviewer_load (cluster_id, account_id, open)
       SELECT $1, id, 0 FROM unnest($2::uuid[]) AS people (id) ORDER BY id ON CONFLICT DO NOTHING`,
      [clusterId, accountIds],
    );
    return tx.query<Candidate & Record<string, unknown>>(
      `SELECT account_id AS id, open, assigned_at AS "assignedAt" FROM reviewer_load
       WHERE cluster_id = $1 AND account_id = ANY($2::uuid[]) ORDER BY account_id FOR UPDATE`,
      [clusterId, accountIds],
    );
  }

  async openOf(clusterId: string, accountIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.db.query<{ id: string; open: number }>(
      `SELECT account_id AS id, open FROM reviewer_load WHERE cluster_id = $1 AND account_id = ANY($2::uuid[])`,
      [clusterId, accountIds],
    );
    return new Map(rows.map(({ id, open }) => [id, open]));
  }
}
