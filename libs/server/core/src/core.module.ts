import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';

import { AccessGuard } from './access/access.guard';
import { Audit } from './audit/audit';
import { Clock } from './clock';
import { provideConfig } from './config/config';
import { CoreConfig } from './config/core.config';
import { Database } from './database/database';
import { ProblemFilter } from './errors/problem.filter';
import { validationPipe } from './errors/validation';
import { HealthController } from './health/health.controller';
import { Idempotency } from './http/idempotency';
import { LiveUpdates } from './live/live-updates';
import { Listeners } from './outbox/listeners';
import { Outbox } from './outbox/outbox';
import { OutboxRelay } from './outbox/relay';
import { Background } from './queues/background';
import { MarkedMethods } from './queues/marked-methods';
import { loadQueueLibraries, QueueBackend } from './queues/queue-backend';
import { Queues } from './queues/queues';
import { WorkerHost } from './queues/worker-host';
import { ReferenceData, ReferenceFiles } from './reference/reference-data';
import { Secrets } from './secrets/secrets';
import { SecretsConfig } from './secrets/secrets.config';
import { TimerHandlers } from './timers/timer-handlers';
import { Timers, TimerSweep } from './timers/timers';

const SHARED = [
  Clock,
  Database,
  Outbox,
  Audit,
  Timers,
  Idempotency,
  LiveUpdates,
  MarkedMethods,
  ReferenceFiles,
  Secrets,
];

/** What every process has: settings, clock, database, outbox, audit, timers. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [provideConfig(CoreConfig), provideConfig(SecretsConfig), ...SHARED],
  exports: [CoreConfig, ...SHARED],
})
export class CoreModule {}

/** What stands before every route. Needs an ActorReader (accounts). */
@Module({
  controllers: [HealthController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
  ],
})
export class CoreApiModule {}

/** What a worker process has besides: queues, the relay, timers. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: QueueBackend,
      useFactory: async (config: CoreConfig) =>
        new QueueBackend(config, await loadQueueLibraries()),
      inject: [CoreConfig],
    },
    Queues,
    Listeners,
    TimerHandlers,
    TimerSweep,
    OutboxRelay,
    WorkerHost,
    Background,
  ],
  exports: [Queues, Background, QueueBackend],
})
export class CoreWorkerModule {}

/** What the migrate process has besides. */
@Module({ imports: [DiscoveryModule], providers: [ReferenceData], exports: [ReferenceData] })
export class CoreMigrateModule {}
