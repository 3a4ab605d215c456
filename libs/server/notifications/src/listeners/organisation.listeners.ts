import { Injectable } from '@nestjs/common';

import type { EventMap } from '@okno/server/contracts';
import { Hears, type Tx } from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';

import { Notices } from '../notices';
import { Recipients } from '../recipients';

/** Organisations: claimed, confirmed, people invited. */
@Injectable()
export class OrganisationListeners {
  constructor(
    private readonly notices: Notices,
    private readonly recipients: Recipients,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Registrars of any cluster: before it has filed anywhere an organisation belongs to none. */
  @Hears({ event: 'organisation.claimed', name: 'notifications.organisationClaimed' })
  async claimed({ organisationId }: EventMap['organisation.claimed'], tx: Tx): Promise<void> {
    const card = await this.organisations.card(organisationId, tx);
    if (card) {
      await this.notices.tell(tx, await this.recipients.staffAnywhere('organisation.confirm'), {
        template: 'office.organisationClaimed',
        params: { organisationId, organisation: card.shortName, inn: card.inn },
      });
    }
  }

  @Hears({ event: 'organisation.confirmed', name: 'notifications.organisationConfirmed' })
  async confirmed({ organisationId }: EventMap['organisation.confirmed'], tx: Tx): Promise<void> {
    const card = await this.organisations.card(organisationId, tx);
    if (card) {
      await this.notices.tell(tx, await this.recipients.ofOrganisation(organisationId), {
        template: 'organisation.confirmed',
        params: { organisationId, organisation: card.shortName },
      });
    }
  }

  @Hears({ event: 'organisation.invitationCreated', name: 'notifications.invitation' })
  async invited(
    { invitationId }: EventMap['organisation.invitationCreated'],
    tx: Tx,
  ): Promise<void> {
    const invitation = await this.organisations.invitation(invitationId, tx);
    if (invitation?.open) {
      await this.notices.write(
        tx,
        { invitationId },
        {
          template: 'organisation.invitation',
          params: {
            organisation: invitation.organisationName,
            until: invitation.expiresAt.toISOString().slice(0, 10),
          },
        },
      );
    }
  }
}
