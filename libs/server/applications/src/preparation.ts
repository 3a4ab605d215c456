import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CalendarService } from '@okno/server/calendar';
import { CatalogueService } from '@okno/server/catalogue';
import { isSystem, type Actor } from '@okno/server/core';
import { OrganisationsService, type Representation } from '@okno/server/organisations';
import type { FormContext } from '@okno/shared/form-schema';

import { ApplicationsRepository } from './applications.repository';
import { CaseAccess } from './case-access';
import type { ApplicationData } from './case-row';
import type { ProfileData } from './prefill-sources';

/** What the form engine needs of others, as far as it cannot change under a locked row. */
export interface FormSurroundings {
  person: ProfileData;
  /** Confirmed addresses of everybody who acts for the organisation. */
  confirmedEmails: string[];
  options: NonNullable<FormContext['options']>;
  calendars: NonNullable<FormContext['calendars']>;
}

/**
 * What a step needs of other domains. It is read before the transaction: a transaction that asks the pool
 * for a second connection stops everybody when all of them do so at once.
 */
export interface Preparation {
  standing: readonly Representation[];
  /** Only where answers are judged. */
  form?: FormSurroundings;
}

/** Actions in which answers are judged. */
const FILING: ReadonlySet<string> = new Set(['submit', 'answerRemarks']);

/** Reads what steps need before they are taken. */
@Injectable()
export class Preparations {
  constructor(
    private readonly access: CaseAccess,
    private readonly repository: ApplicationsRepository,
    private readonly organisations: OrganisationsService,
    private readonly accounts: AccountsService,
    private readonly catalogue: CatalogueService,
    private readonly calendars: CalendarService,
  ) {}

  async forStep(actor: Actor, applicationId: string, action: string): Promise<Preparation> {
    const standing = await this.access.standing(actor);
    if (!FILING.has(action) || isSystem(actor)) {
      return { standing };
    }
    const row = await this.repository.find(applicationId);
    if (!row || !standing.some((one) => one.organisationId === row.organisationId)) {
      return { standing };
    }
    return { standing, form: await this.forForm(actor, row) };
  }

  async forForm(
    actor: Actor,
    row: Pick<ApplicationData, 'organisationId' | 'clusterId'>,
  ): Promise<FormSurroundings> {
    const [person, people, options, calendars] = await Promise.all([
      this.accounts.getPerson(actor.accountId),
      this.organisations.peopleOf(row.organisationId),
      this.catalogue.formContextSources(row.clusterId),
      this.calendars.years(),
    ]);
    const colleagues = await this.accounts.getPeople(people.map(({ accountId }) => accountId));
    const emails = [person.email, ...[...colleagues.values()].map(({ email }) => email)];
    return { person, confirmedEmails: [...new Set(emails)], options, calendars };
  }
}
