import { Injectable } from '@nestjs/common';

import { timersQueue } from '@okno/server/contracts';

import { Clock } from '../clock';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { newId } from '../ids';
import { Queues } from '../queues/queues';

/** A timer to set. At most one of a kind is set for a subject: setting again moves it. */
export interface NewTimer {
  kind: string;
  subjectId: string;
  dueAt: Date;
  payload?: Record<string, unknown>;
}

/** Timers due within this time get a delayed job; later ones wait in the database. */
const HORIZON_MS = 30_000;
/** A job that has not fired its timer after this long is put into the queue again. */
const AGAIN_MS = 60_000;

/** Sets and cancels timers in the caller's transaction. */
@Injectable()
export class Timers {
  constructor(private readonly clock: Clock) {}

  async set(tx: Tx, timer: NewTimer): Promise<void> {
    await tx.write({
      name: 'timer-set',
      row: rowOf(timer.kind, timer.subjectId),
      before: `UPDATE timer SET state = 'CANCELLED' WHERE kind = $2 AND subject_id = $3 AND state = 'SET' RETURNING 1`,
      // The insert counts what was cancelled, so that the cancelling comes first.
      sql: `INSERT INTO timer (id, kind, subject_id, due_at, payload, state, created_at)
       SELECT $1::uuid, $2::text, $3::uuid, $4::timestamptz, $5::jsonb, 'SET', $6::timestamptz
       FROM (SELECT count(*) FROM {before}) AS cancelled`,
      params: [
        newId(),
        timer.kind,
        timer.subjectId,
        timer.dueAt,
        JSON.stringify(timer.payload ?? {}),
        this.clock.now(),
      ],
    });
  }

  async cancel(tx: Tx, kind: string, subjectId: string): Promise<void> {
    await tx.write({
      name: 'timer-cancel',
      row: rowOf(kind, subjectId),
      sql: `UPDATE timer SET state = 'CANCELLED' WHERE kind = $1 AND subject_id = $2 AND state = 'SET'`,
      params: [kind, subjectId],
    });
  }
}

function rowOf(kind: string, subjectId: string): string {
  return `timer/${kind}/${subjectId}`;
}

/** Puts jobs for timers that come due into the queue; also what rebuilds them after a wiped queue. */
@Injectable()
export class TimerSweep {
  constructor(
    private readonly db: Database,
    private readonly queues: Queues,
    private readonly clock: Clock,
  ) {}

  /** Returns how many timers it put into the queue. */
  sweep(): Promise<number> {
    const now = this.clock.now();
    return this.db.transaction(async (tx) => {
      const due = await tx.named<{ id: string; dueAt: Date }>(
        'timer-due',
        `SELECT id, due_at AS "dueAt" FROM timer
         WHERE state = 'SET' AND due_at <= $1 AND (queued_at IS NULL OR queued_at < $2)
         ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED`,
        [new Date(now.getTime() + HORIZON_MS), new Date(now.getTime() - AGAIN_MS)],
      );
      await this.queues.addAll(
        timersQueue,
        due.map(({ id, dueAt }) => ({
          job: 'fire' as const,
          payload: { timerId: id },
          id: `timer-${id}`,
          delay: Math.max(0, dueAt.getTime() - now.getTime()),
        })),
      );
      if (due.length > 0) {
        await tx.query('UPDATE timer SET queued_at = $2 WHERE id = ANY($1::uuid[])', [
          due.map(({ id }) => id),
          now,
        ]);
      }
      return due.length;
    });
  }
}
