import { Module } from '@nestjs/common';

import { AccountsWorkerModule } from '@okno/server/accounts';
import { ApplicationsWorkerModule } from '@okno/server/applications';
import { SubscriptionsWorkerModule } from '@okno/server/catalogue';
import { CoreModule, CoreWorkerModule, LogModule } from '@okno/server/core';
import { DocumentsWorkerModule } from '@okno/server/documents';
import { NotificationsWorkerModule } from '@okno/server/notifications';
import { OrganisationsWorkerModule } from '@okno/server/organisations';
import { PassportWorkerModule } from '@okno/server/passport';
import { ReviewWorkerModule } from '@okno/server/review';
import { TeamworkWorkerModule } from '@okno/server/teamwork';

/** Everything that runs behind the requests: checks, timers, letters, documents, the outbox relay. */
@Module({
  imports: [
    CoreModule,
    LogModule,
    CoreWorkerModule,
    AccountsWorkerModule,
    ApplicationsWorkerModule,
    NotificationsWorkerModule,
    OrganisationsWorkerModule,
    PassportWorkerModule,
    ReviewWorkerModule,
    SubscriptionsWorkerModule,
    TeamworkWorkerModule,
    DocumentsWorkerModule,
  ],
})
export class WorkerAppModule {}
