import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { ApplicationsModule } from '@okno/server/applications';
import { CalendarModule } from '@okno/server/calendar';
import { CatalogueModule } from '@okno/server/catalogue';
import { provideConfig } from '@okno/server/core';
import { OrganisationsModule } from '@okno/server/organisations';
import { RegistryModule } from '@okno/server/registry';

import { Cases } from './cases';
import { EventStreams } from './events/event-streams';
import { EventsConfig } from './events/events.config';
import { EventsController } from './events/events.controller';
import { Viewpoints } from './events/viewpoint';
import { AccountListeners } from './listeners/account.listeners';
import { ApplicantListeners } from './listeners/applicant.listeners';
import { CentreListeners } from './listeners/centre.listeners';
import { DeadlineListeners } from './listeners/deadline.listeners';
import { LiveListeners } from './listeners/live.listeners';
import { OrganisationListeners } from './listeners/organisation.listeners';
import { RegistryListeners } from './listeners/registry.listeners';
import { KeptMails } from './mail/kept-mails';
import { KeptMailsController } from './mail/kept-mails.controller';
import { LetterSecrets } from './mail/letter-secrets';
import { LetterWriter } from './mail/letter-writer';
import { MailRelay } from './mail/mail-relay';
import { MailConfig } from './mail/mail.config';
import { MailHandlers } from './mail/mail.handlers';
import { MailRepository } from './mail/mail.repository';
import { SmtpAdapter } from './mail/smtp.adapter';
import { Notices } from './notices';
import { NotificationsController } from './notifications.controller';
import { NotificationsRepository } from './notifications.repository';
import { NotificationsService } from './notifications.service';
import { Recipients } from './recipients';
import { Remarks } from './remarks';

/** What a person was told, and the letters that wait. */
@Module({
  providers: [NotificationsRepository, NotificationsService, MailRepository],
  exports: [NotificationsService, MailRepository],
})
export class NotificationsModule {}

/** Notices, the mailbox of a demo, live updates. Needs the ActorReader of accounts. */
@Module({
  imports: [NotificationsModule, AccountsModule, OrganisationsModule],
  controllers: [NotificationsController, KeptMailsController, EventsController],
  providers: [provideConfig(EventsConfig), KeptMails, Viewpoints, EventStreams],
})
export class NotificationsApiModule {}

/** Listeners that write notices down, and the sending of letters. */
@Module({
  imports: [
    NotificationsModule,
    AccountsModule,
    ApplicationsModule,
    CalendarModule,
    CatalogueModule,
    OrganisationsModule,
    RegistryModule,
  ],
  providers: [
    provideConfig(MailConfig),
    Notices,
    Recipients,
    Cases,
    Remarks,
    AccountListeners,
    OrganisationListeners,
    ApplicantListeners,
    CentreListeners,
    DeadlineListeners,
    RegistryListeners,
    LiveListeners,
    LetterSecrets,
    LetterWriter,
    SmtpAdapter,
    MailHandlers,
    MailRelay,
  ],
})
export class NotificationsWorkerModule {}
