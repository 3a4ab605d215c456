import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import type { Tx } from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';

/** Somebody who may act for the organisation now. */
export interface Colleague {
  id: string;
  name: string;
  canFile: boolean;
}

/** The people of an organisation, by name. */
@Injectable()
export class Colleagues {
  constructor(
    private readonly accounts: AccountsService,
    private readonly organisations: OrganisationsService,
  ) {}

  async of(organisationId: string, tx?: Tx): Promise<Colleague[]> {
    const people = await this.organisations.peopleOf(organisationId, tx);
    const known = await this.accounts.getPeople(
      people.map(({ accountId }) => accountId),
      tx,
    );
    return people
      .flatMap(({ accountId, canFile }) => {
        const person = known.get(accountId);
        return person ? [{ id: accountId, name: person.name, canFile }] : [];
      })
      .sort((one, other) => one.name.localeCompare(other.name, 'ru'));
  }
}
