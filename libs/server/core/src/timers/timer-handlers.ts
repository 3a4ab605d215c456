import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

import { timersQueue } from '@okno/server/contracts';

import { Clock } from '../clock';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { Handles } from '../queues/handles';
import { MarkedMethods } from '../queues/marked-methods';

/** A timer whose moment has come. */
export interface FiredTimer {
  kind: string;
  subjectId: string;
  dueAt: Date;
  payload: Record<string, unknown>;
}

/** The method is called once when a timer of this kind fires: `async method(timer: FiredTimer, tx: Tx)`. */
export const OnTimer = DiscoveryService.createDecorator<string>();

/** Every `@OnTimer` method of the process, and the one place that runs them. */
@Injectable()
export class TimerHandlers {
  private readonly byKind = new Map<string, (timer: unknown, tx: Tx) => Promise<unknown>>();

  constructor(
    private readonly marked: MarkedMethods,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Finds the handlers. @throws Error when a kind has two */
  collect(): void {
    for (const { mark, call } of this.marked.with(OnTimer)) {
      if (this.byKind.has(mark)) {
        throw new Error(`Two handlers for the timer ${mark}`);
      }
      this.byKind.set(mark, call);
    }
  }

  /** Fires a timer once: only who turns SET into FIRED runs the handler, in the same transaction. */
  @Handles({ queue: timersQueue, job: 'fire' })
  async fire({ timerId }: { timerId: string }): Promise<void> {
    await this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const [timer] = await tx.named<FiredTimer>(
        'timer-fire',
        `UPDATE timer SET state = 'FIRED', fired_at = $2 WHERE id = $1 AND state = 'SET' AND due_at <= $2
         RETURNING kind, subject_id AS "subjectId", due_at AS "dueAt", payload`,
        [timerId, now],
      );
      if (!timer) {
        return;
      }
      const handler = this.byKind.get(timer.kind);
      if (!handler) {
        throw new Error(`Nobody handles the timer ${timer.kind}`);
      }
      await handler(timer, tx);
    });
  }
}
