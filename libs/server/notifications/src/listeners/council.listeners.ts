import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';
import { CouncilInvitations } from '@okno/server/council';

import { Notices } from '../notices';
import { Recipients } from '../recipients';

/** What the people of a Council are told of its sessions. */
@Injectable()
export class CouncilListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly invitations: CouncilInvitations,
  ) {}

  @Hears({ event: 'council.sessionPlanned', name: 'notifications.councilInvitation' })
  async planned({ sessionId }: EventMap['council.sessionPlanned'], tx: Tx): Promise<void> {
    const invitation = await this.invitations.of(sessionId);
    if (invitation) {
      const { accountIds, ...params } = invitation;
      const people = await Promise.all(accountIds.map((id) => this.recipients.person(id)));
      await this.notices.tell(tx, people.flat(), { template: 'council.invitation', params });
    }
  }

  @Hears({ event: 'council.codeRequested', name: 'notifications.councilCode' })
  async codeRequested(
    { sessionId, accountId }: EventMap['council.codeRequested'],
    tx: Tx,
  ): Promise<void> {
    const notice = { template: 'council.code' as const, params: { sessionId } };
    await this.notices.write(tx, { accountId }, notice);
  }
}
