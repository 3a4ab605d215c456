import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { ConfirmationsService } from '@okno/server/applications';
import { AnnouncementsService } from '@okno/server/catalogue';
import { CoreConfig } from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';

import { drawLetter, type DrawnLetter } from '../templates/layout';
import { composeLetter } from '../templates/letter';
import type { Language } from '../templates/params';
import { templateOf } from '../templates/templates';
import { LetterSecrets, type SecretOf } from './letter-secrets';
import type { TakenLetter } from './mail.repository';

/** A letter with its address, made for one sending. */
export interface AddressedLetter extends DrawnLetter {
  to: string;
  lang: Language;
  /** Where a mail program posts to stop such letters (RFC 8058). */
  oneClick?: string;
}

interface Person {
  to: string;
  name: string | null;
  lang: Language;
}

/** Makes the text of a letter: names, addresses and secrets are looked up now and stored nowhere. */
@Injectable()
export class LetterWriter {
  constructor(
    private readonly config: CoreConfig,
    private readonly accounts: AccountsService,
    private readonly organisations: OrganisationsService,
    private readonly confirmations: ConfirmationsService,
    private readonly announcements: AnnouncementsService,
    private readonly secrets: LetterSecrets,
  ) {}

  /** Null when there is nobody to write to any more: the invitation is closed, the account is gone. */
  async write(letter: TakenLetter): Promise<AddressedLetter | null> {
    const person = await this.addressee(letter);
    if (!person) {
      return null;
    }
    const { secret: purpose, leave } = templateOf(letter.template);
    const secret = purpose && (await this.secrets.make(purpose, secretOf(letter)));
    const { siteUrl } = this.config;
    const { template, params } = letter;
    const { lang } = person;
    const composed = composeLetter({
      ...{ template, params, lang, siteUrl },
      ...(secret === undefined ? {} : { secret }),
    });
    return {
      ...drawLetter(composed, lang, person.name),
      to: person.to,
      lang,
      ...(leave === undefined || secret === undefined
        ? {}
        : { oneClick: `${siteUrl}/api/v1/subscriptions/one-click?token=${secret}` }),
    };
  }

  private addressee({
    accountId,
    invitationId,
    confirmationId,
    subscriptionId,
  }: TakenLetter): Promise<Person | null> {
    if (invitationId !== null) {
      return this.invitedBy(invitationId);
    }
    if (subscriptionId !== null) {
      return this.toldOf(subscriptionId);
    }
    return confirmationId === null ? this.personOf(accountId) : this.askedBy(confirmationId);
  }

  private async personOf(accountId: string | null): Promise<Person | null> {
    const person =
      accountId === null ? undefined : (await this.accounts.getPeople([accountId])).get(accountId);
    return person
      ? {
          to: person.email,
          name: [person.firstName, person.patronymic].filter(Boolean).join(' '),
          lang: person.lang,
        }
      : null;
  }

  /** Nobody knows yet which language he reads: the portal speaks Russian first, and the page has both. */
  private async askedBy(confirmationId: string): Promise<Person | null> {
    const asked = await this.confirmations.addressee(confirmationId);
    return asked && { to: asked.email, name: asked.name, lang: 'ru' };
  }

  private async toldOf(subscriptionId: string): Promise<Person | null> {
    const known = await this.announcements.addressee(subscriptionId);
    return known && { to: known.email, name: null, lang: known.lang };
  }

  private async invitedBy(invitationId: string): Promise<Person | null> {
    const invitation = await this.organisations.invitation(invitationId);
    return invitation?.open ? { to: invitation.email, name: null, lang: 'ru' } : null;
  }
}

/** For whom and for what the secret of a letter is made. */
function secretOf({
  accountId,
  invitationId,
  confirmationId,
  subscriptionId,
  params,
}: TakenLetter): SecretOf {
  const subject = params['applicationId'] ?? params['sessionId'];
  const subjectId = invitationId ?? confirmationId ?? subscriptionId;
  return { accountId, subjectId: subjectId ?? (typeof subject === 'string' ? subject : null) };
}
