import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';

import { OrganisationsService } from './organisations.service';

/** What organisations learn from others. */
@Injectable()
export class OrganisationsHandlers {
  constructor(private readonly organisations: OrganisationsService) {}

  /** Who files in a cluster becomes visible to its staff. */
  @Hears({ event: 'application.submitted', name: 'organisations.filing' })
  async recordFiling(
    { organisationId, clusterId }: EventMap['application.submitted'],
    tx: Tx,
  ): Promise<void> {
    await this.organisations.recordFiling(tx, organisationId, clusterId);
  }
}
