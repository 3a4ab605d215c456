import { Module } from '@nestjs/common';

import { AccountsModule } from '@okno/server/accounts';
import { provideConfig } from '@okno/server/core';
import { OrganisationsModule } from '@okno/server/organisations';

import { EventStreams } from './events/event-streams';
import { EventsConfig } from './events/events.config';
import { EventsController } from './events/events.controller';
import { Viewpoints } from './events/viewpoint';
import { KeptMails } from './mail/kept-mails';
import { KeptMailsController } from './mail/kept-mails.controller';
import { MailRepository } from './mail/mail.repository';
import { NotificationsController } from './notifications.controller';
import { NotificationsRepository } from './notifications.repository';
import { NotificationsService } from './notifications.service';

/** Notices, the mailbox of a demo, live updates. Needs the ActorReader of accounts. */
@Module({
  imports: [AccountsModule, OrganisationsModule],
  controllers: [NotificationsController, KeptMailsController, EventsController],
  providers: [
    provideConfig(EventsConfig),
    NotificationsRepository,
    NotificationsService,
    MailRepository,
    KeptMails,
    Viewpoints,
    EventStreams,
  ],
})
export class NotificationsApiModule {}
