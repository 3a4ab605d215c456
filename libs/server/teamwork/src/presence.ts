import { Injectable } from '@nestjs/common';

import { CaseAccess } from '@okno/server/applications';
import { LiveUpdates, type Actor } from '@okno/server/core';

import type { PresenceDto } from './presence.dto';

/** Who is where in an application: said to the screens of colleagues and stored nowhere. */
@Injectable()
export class Presence {
  constructor(
    private readonly access: CaseAccess,
    private readonly live: LiveUpdates,
  ) {}

  /** @throws ApplicationError application.not_found */
  async say(actor: Actor, id: string, { tab, place, state }: PresenceDto): Promise<void> {
    const { organisationId } = await this.access.party(actor, id);
    await this.live.say({
      kind: 'presence',
      id,
      organisationId,
      accountId: actor.accountId,
      tab,
      place: place ?? '',
      state,
    });
  }
}
