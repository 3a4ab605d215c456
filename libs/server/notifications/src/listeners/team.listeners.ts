import { Injectable } from '@nestjs/common';

import type { ApplicationRef, EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { Cases } from '../cases';
import { Notices } from '../notices';
import { Recipients } from '../recipients';

type TeamTemplate = 'team.mentioned' | 'signature.requested' | 'signature.returned';

/** What colleagues ask of each other. Whoever no longer acts for the organisation is not told. */
@Injectable()
export class TeamListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly cases: Cases,
  ) {}

  @Hears({ event: 'team.mentioned', name: 'notifications.teamMentioned' })
  async mentioned(event: EventMap['team.mentioned'], tx: Tx): Promise<void> {
    await this.tell(tx, event, event.accountIds, 'team.mentioned');
  }

  @Hears({ event: 'signature.requested', name: 'notifications.signatureRequested' })
  async requested(event: EventMap['signature.requested'], tx: Tx): Promise<void> {
    await this.tell(tx, event, event.accountIds, 'signature.requested');
  }

  @Hears({ event: 'signature.returned', name: 'notifications.signatureReturned' })
  async returned(event: EventMap['signature.returned'], tx: Tx): Promise<void> {
    await this.tell(tx, event, [event.accountId], 'signature.returned');
  }

  private async tell(
    tx: Tx,
    { applicationId, organisationId }: ApplicationRef,
    accountIds: readonly string[],
    template: TeamTemplate,
  ): Promise<void> {
    const { world } = await this.cases.facts(applicationId);
    // The letter says «you have the filing right»: whoever lost it meanwhile is not asked.
    const which = template === 'signature.requested' ? 'FILERS' : 'ALL';
    const people = await this.recipients.ofOrganisation(organisationId, which);
    await this.notices.tell(
      tx,
      people.filter(({ accountId }) => accountIds.includes(accountId)),
      { template, params: { applicationId, measure: world.version.title } },
      applicationId,
    );
  }
}
