import { Module } from '@nestjs/common';

import { AccountsWorkerModule } from '@okno/server/accounts';
import { CoreModule, CoreWorkerModule, LogModule } from '@okno/server/core';
import { DocumentsWorkerModule } from '@okno/server/documents';
import { LettersModule } from '@okno/server/notifications';
import { OrganisationsWorkerModule } from '@okno/server/organisations';

/** Everything that runs behind the requests: checks, timers, letters, documents, the outbox relay. */
@Module({
  imports: [
    CoreModule,
    LogModule,
    CoreWorkerModule,
    AccountsWorkerModule,
    LettersModule,
    OrganisationsWorkerModule,
    DocumentsWorkerModule,
  ],
})
export class WorkerAppModule {}
