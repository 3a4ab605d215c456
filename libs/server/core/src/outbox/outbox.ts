import { Injectable } from '@nestjs/common';

import type { EventMap, EventName } from '@okno/server/contracts';

import { Clock } from '../clock';
import type { Tx } from '../database/tx';
import { newId } from '../ids';

/** Where a domain leaves what the others should hear. */
@Injectable()
export class Outbox {
  constructor(private readonly clock: Clock) {}

  /** Writes the event into the caller's transaction: it is heard if and only if that commits. */
  async add<E extends EventName>(tx: Tx, event: E, payload: EventMap[E]): Promise<void> {
    await tx.write({
      name: 'outbox-add',
      sql: 'INSERT INTO outbox_event (id, event, payload, created_at) VALUES ($1, $2, $3::jsonb, $4)',
      params: [newId(), event, JSON.stringify(payload), this.clock.now()],
    });
  }
}
