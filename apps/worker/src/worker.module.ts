import { Module } from '@nestjs/common';

import { AccountsWorkerModule } from '@okno/server/accounts';
import { CoreModule, CoreWorkerModule, LogModule } from '@okno/server/core';

/** Everything that runs behind the requests: checks, timers, letters, documents, the outbox relay. */
@Module({
  imports: [CoreModule, LogModule, CoreWorkerModule, AccountsWorkerModule],
})
export class WorkerAppModule {}
