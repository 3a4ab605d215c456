import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';
import { RegistryService } from '@okno/server/registry';

import { aboutCase, Cases } from '../cases';
import { Notices } from '../notices';
import { Recipients } from '../recipients';

/** The welcome of a new participant. */
@Injectable()
export class RegistryListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly cases: Cases,
    private readonly registry: RegistryService,
  ) {}

  @Hears({ event: 'registry.entered', name: 'notifications.registryEntered' })
  async entered({ applicationId }: EventMap['registry.entered'], tx: Tx): Promise<void> {
    const facts = await this.cases.facts(applicationId);
    const { organisationId, organisationName, clusterId } = facts.row;
    const membership = await this.registry.activeMembership(organisationId, clusterId, tx);
    if (membership) {
      await this.notices.tell(
        tx,
        await this.recipients.ofOrganisation(organisationId),
        {
          template: 'registry.entered',
          params: {
            number: aboutCase(facts).number,
            organisation: organisationName,
            registryNumber: membership.registryNumber,
            cluster: facts.world.cluster.name,
          },
        },
        applicationId,
      );
    }
  }
}
