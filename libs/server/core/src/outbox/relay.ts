import { Injectable } from '@nestjs/common';

import { eventsQueue, type EventName } from '@okno/server/contracts';

import { Clock } from '../clock';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { Queues } from '../queues/queues';
import { Listeners } from './listeners';

const BATCH = 200;
/** An event whose listeners have not all finished after this long is put into the queue again. */
const OVERDUE_SECONDS = 20;

/** Carries events from the database to the queue, at least once, by any number of workers. */
@Injectable()
export class OutboxRelay {
  constructor(
    private readonly db: Database,
    private readonly queues: Queues,
    private readonly listeners: Listeners,
    private readonly clock: Clock,
  ) {}

  /** Relays what waits. Returns how many events it took. */
  relay(): Promise<number> {
    return this.carry(
      'outbox-waiting',
      `SELECT id, event FROM outbox_event WHERE relayed_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [],
    );
  }

  /** Rebuilds jobs that a wiped queue has lost. Returns how many events it took. */
  sweep(): Promise<number> {
    return this.carry(
      'outbox-overdue',
      `SELECT id, event FROM outbox_event
       WHERE done_at IS NULL AND relayed_at < $1::timestamptz - interval '${OVERDUE_SECONDS} seconds'
       ORDER BY relayed_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
      [this.clock.now()],
    );
  }

  /**
   * Marks first and enqueues after the commit: a job must not run before its event knows how many
   * listeners it has. What a crash in between loses, the sweep brings back.
   */
  private async carry(name: string, select: string, params: unknown[]): Promise<number> {
    const taken = await this.db.transaction(async (tx) => {
      const events = await tx.named<{ id: string; event: EventName }>(name, select, params);
      if (events.length > 0) {
        await this.mark(tx, events);
      }
      return events;
    });
    await this.enqueue(taken);
    return taken.length;
  }

  private async enqueue(events: readonly { id: string; event: EventName }[]): Promise<void> {
    const jobs = events.flatMap(({ id, event }) =>
      this.listeners.of(event).map((listener) => ({
        job: 'deliver' as const,
        payload: { eventId: id, listener },
        id: `outbox-${id}-${listener}`,
      })),
    );
    await this.queues.addAll(eventsQueue, jobs);
  }

  private async mark(tx: Tx, events: readonly { id: string; event: EventName }[]): Promise<void> {
    const counts = events.map(({ event }) => this.listeners.of(event).length);
    await tx.query(
      `UPDATE outbox_event AS o SET relayed_at = $3::timestamptz,
         pending = coalesce(o.pending, taken.listeners),
         done_at = CASE WHEN coalesce(o.pending, taken.listeners) = 0 THEN $3::timestamptz END
       FROM unnest($1::uuid[], $2::integer[]) AS taken (id, listeners) WHERE o.id = taken.id`,
      [events.map(({ id }) => id), counts, this.clock.now()],
    );
  }
}
