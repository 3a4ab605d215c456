import { Injectable } from '@nestjs/common';

import { eventsQueue, type EventName } from '@okno/server/contracts';

import { Clock } from '../clock';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { MarkedMethods } from '../queues/marked-methods';
import { Handles } from '../queues/handles';
import { Hears } from './hears';

type Listener = (payload: unknown, tx: Tx) => Promise<unknown>;

/** Every `@Hears` method of the process, and the one place that runs them. */
@Injectable()
export class Listeners {
  private readonly byName = new Map<string, { event: EventName; call: Listener }>();
  private readonly byEvent = new Map<EventName, string[]>();

  constructor(
    private readonly marked: MarkedMethods,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Finds the listeners. @throws Error when two have one name */
  collect(): void {
    for (const { mark, call } of this.marked.with(Hears)) {
      if (this.byName.has(mark.name)) {
        throw new Error(`Two listeners are called ${mark.name}`);
      }
      this.byName.set(mark.name, { event: mark.event, call });
      this.byEvent.set(mark.event, [...(this.byEvent.get(mark.event) ?? []), mark.name]);
    }
  }

  of(event: EventName): readonly string[] {
    return this.byEvent.get(event) ?? [];
  }

  /** Runs one listener for one event, once: the mark and what it writes commit together. */
  @Handles({ queue: eventsQueue, job: 'deliver' })
  async deliver({ eventId, listener }: { eventId: string; listener: string }): Promise<void> {
    const known = this.byName.get(listener);
    await this.db.transaction(async (tx) => {
      const [marked] = await tx.named<{ eventId: string }>(
        'event-effect',
        `INSERT INTO event_effect (event_id, listener, at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING event_id AS "eventId"`,
        [eventId, listener, this.clock.now()],
      );
      if (!marked) {
        return;
      }
      const [event] = await tx.named<{ payload: unknown }>(
        'event-read',
        'SELECT payload FROM outbox_event WHERE id = $1',
        [eventId],
      );
      if (known && event) {
        await known.call(event.payload, tx);
      }
      await tx.named(
        'event-done',
        `UPDATE outbox_event SET pending = pending - 1, done_at = CASE WHEN pending <= 1 THEN $2::timestamptz END
         WHERE id = $1`,
        [eventId, this.clock.now()],
      );
    });
  }
}
