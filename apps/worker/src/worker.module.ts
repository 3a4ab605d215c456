import { Module } from '@nestjs/common';

import { CoreModule, CoreWorkerModule, LogModule } from '@okno/server/core';

/** Everything that runs behind the requests: checks, timers, letters, documents, the outbox relay. */
@Module({
  imports: [CoreModule, LogModule, CoreWorkerModule],
})
export class WorkerAppModule {}
