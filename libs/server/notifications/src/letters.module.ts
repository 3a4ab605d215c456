import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { ApplicationsModule } from '@okno/server/applications';
import { CatalogueModule, SubscriptionsModule } from '@okno/server/catalogue';
import { provideConfig } from '@okno/server/core';
import { OrganisationsModule } from '@okno/server/organisations';

import { AccountListeners } from './listeners/account.listeners';
import { AnnouncementListeners } from './listeners/announcement.listeners';
import { OrganisationListeners } from './listeners/organisation.listeners';
import { LetterSecrets } from './mail/letter-secrets';
import { LetterWriter } from './mail/letter-writer';
import { MailRelay } from './mail/mail-relay';
import { MailConfig } from './mail/mail.config';
import { MailHandlers } from './mail/mail.handlers';
import { MailRepository } from './mail/mail.repository';
import { SmtpAdapter } from './mail/smtp.adapter';
import { Notices } from './notices';
import { Recipients } from './recipients';

/** Sends letters, and writes those about accounts and organisations. */
@Module({
  imports: [
    AccountsModule,
    ApplicationsModule,
    CatalogueModule,
    OrganisationsModule,
    SubscriptionsModule,
  ],
  providers: [
    provideConfig(MailConfig),
    Notices,
    Recipients,
    AccountListeners,
    AnnouncementListeners,
    OrganisationListeners,
    MailRepository,
    LetterSecrets,
    LetterWriter,
    SmtpAdapter,
    MailHandlers,
    MailRelay,
  ],
  exports: [Notices, Recipients],
})
export class LettersModule {}
