import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { CalendarService } from '@okno/server/calendar';
import { CatalogueService } from '@okno/server/catalogue';
import type { Actor, Tx } from '@okno/server/core';
import { OrganisationsService, type OrganisationCardData } from '@okno/server/organisations';
import type { FormContext } from '@okno/shared/form-schema';

import type { ApplicationData } from './case-row';
import type { ProfileData } from './prefill-sources';

/** What a form is judged by besides answers, terms and rounds. */
export interface FormSurroundings {
  card: OrganisationCardData;
  person: ProfileData;
  /** Confirmed addresses of everybody who acts for the organisation. */
  confirmedEmails: string[];
  options: NonNullable<FormContext['options']>;
  calendars: NonNullable<FormContext['calendars']>;
}

/** Reads what the form engine needs of other domains. */
@Injectable()
export class FormSurroundingsReader {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly accounts: AccountsService,
    private readonly catalogue: CatalogueService,
    private readonly calendars: CalendarService,
  ) {}

  /** @throws Error when there is no such organisation: its id comes from a request's own row */
  async of(
    actor: Actor,
    row: Pick<ApplicationData, 'organisationId' | 'clusterId'>,
    tx?: Tx,
  ): Promise<FormSurroundings> {
    const [card, person, people, options, calendars] = await Promise.all([
      this.organisations.card(row.organisationId, tx),
      this.accounts.getPerson(actor.accountId, tx),
      this.organisations.peopleOf(row.organisationId, tx),
      this.catalogue.formContextSources(row.clusterId),
      this.calendars.years(),
    ]);
    if (!card) {
      throw new Error(`There is no organisation ${row.organisationId}`);
    }
    const others = people.map(({ accountId }) => accountId).filter((id) => id !== actor.accountId);
    const colleagues = await this.accounts.getPeople(others, tx);
    const emails = [person.email, ...[...colleagues.values()].map(({ email }) => email)];
    return { card, person, confirmedEmails: [...new Set(emails)], options, calendars };
  }
}
