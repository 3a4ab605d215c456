import { Injectable } from '@nestjs/common';

import { Audit, LiveUpdates, type Actor, type Tx } from '@okno/server/core';

import type { ItemRecord } from './agenda.repository';
import type { SessionRecord } from './council.repository';

type Place = Pick<SessionRecord, 'id' | 'clusterId'>;

/** Writes to the history of sessions and questions, and tells open screens. */
@Injectable()
export class CouncilJournal {
  constructor(
    private readonly audit: Audit,
    private readonly live: LiveUpdates,
  ) {}

  /** The caller has locked the session. */
  async session(
    tx: Tx,
    actor: Actor,
    place: Place,
    action: string,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'council_session', id: place.id },
      data,
    });
    await this.tell(tx, place);
  }

  /** The caller has locked the question. Of a secret ballot `data` holds nothing that ties a vote to a name. */
  async item(
    tx: Tx,
    actor: Actor,
    place: Place,
    item: Pick<ItemRecord, 'id'>,
    action: string,
    data: Record<string, unknown> = {},
  ): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'council_item', id: item.id },
      data: { sessionId: place.id, ...data },
    });
    await this.tell(tx, place);
  }

  private tell(tx: Tx, { id, clusterId }: Place): Promise<void> {
    return this.live.publish(tx, { kind: 'council', id, clusterId });
  }
}
