import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CatalogueService } from '@okno/server/catalogue';
import type { Permission } from '@okno/server/contracts';
import { OrganisationsService } from '@okno/server/organisations';

import type { Recipient } from './notices';

/** Who of an organisation a notice is for. */
export type OrganisationPeople = 'ALL' | 'ADMINS' | 'FILERS';

/** Finds the people that something concerns. */
@Injectable()
export class Recipients {
  constructor(
    private readonly accounts: AccountsService,
    private readonly organisations: OrganisationsService,
    private readonly catalogue: CatalogueService,
  ) {}

  /** Who may act for the organisation now. */
  async ofOrganisation(
    organisationId: string,
    which: OrganisationPeople = 'ALL',
  ): Promise<Recipient[]> {
    const people = await this.organisations.peopleOf(organisationId);
    return this.withMail(
      people
        .filter((one) => which === 'ALL' || (which === 'ADMINS' ? one.isAdmin : one.canFile))
        .map(({ accountId }) => accountId),
    );
  }

  /** The person who has the case, or everybody of the cluster who could take it. */
  async performers(
    assigneeId: string | null,
    permission: Permission,
    clusterId: string,
  ): Promise<Recipient[]> {
    return assigneeId === null ? this.staff(permission, clusterId) : this.withMail([assigneeId]);
  }

  /** Everybody who holds the permission in the cluster. */
  async staff(permission: Permission, clusterId: string): Promise<Recipient[]> {
    const people = await this.accounts.staffWith(permission, clusterId);
    return this.withMail(people.map(({ id }) => id));
  }

  /** Everybody who holds the permission in any cluster. */
  async staffAnywhere(permission: Permission): Promise<Recipient[]> {
    const clusters = await this.catalogue.clusters();
    const people = await Promise.all(
      clusters.map(({ id }) => this.accounts.staffWith(permission, id)),
    );
    return this.withMail(people.flat().map(({ id }) => id));
  }

  /** One person. */
  person(accountId: string): Promise<Recipient[]> {
    return this.withMail([accountId]);
  }

  private async withMail(accountIds: readonly string[]): Promise<Recipient[]> {
    const people = await this.accounts.getPeople([...new Set(accountIds)]);
    return [...people.values()].map(({ id, emailNotices }) => ({
      accountId: id,
      byMail: emailNotices,
    }));
  }
}
