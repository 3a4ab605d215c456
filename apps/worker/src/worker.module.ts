import { Module } from '@nestjs/common';

import { AccountsWorkerModule } from '@okno/server/accounts';
import { CoreModule, CoreWorkerModule, LogModule } from '@okno/server/core';
import { LettersModule } from '@okno/server/notifications';

/** Everything that runs behind the requests: checks, timers, letters, documents, the outbox relay. */
@Module({
  imports: [CoreModule, LogModule, CoreWorkerModule, AccountsWorkerModule, LettersModule],
})
export class WorkerAppModule {}
