export * from './access/access.guard';
export * from './access/actor';
export * from './access/requires';
export {
  Audit,
  type AuditEntry,
  type AuditNote,
  type BrokenLink,
  type Subject,
} from './audit/audit';
export { canonicalJson } from './audit/chain';
export { Clock } from './clock';
export { ConfigError, ConfigOf, Env, envExample, loadConfig, provideConfig } from './config/config';
export { CoreConfig } from './config/core.config';
export { CoreApiModule, CoreMigrateModule, CoreModule, CoreWorkerModule } from './core.module';
export { breaks, createDataSource, Database, sqlState } from './database/database';
export { Tx } from './database/tx';
export { RequestError } from './errors/core.errors';
export { defineErrors, DomainError, type FieldProblem } from './errors/domain-error';
export { asDomainError, ProblemFilter, problemOf, type Problem } from './errors/problem.filter';
export { requireStorable } from './errors/storable-text';
export { Idempotency, type RepeatableRequest } from './http/idempotency';
export { decodeCursor, encodeCursor, PAGE_LIMIT, pageOf, PageQuery } from './http/page';
export { newId } from './ids';
export { Kept } from './kept';
export { giveBackStartMemory } from './start-memory';
export { LiveUpdates, type LiveMessage } from './live/live-updates';
export { LogModule } from './log/log.module';
export { Hears } from './outbox/hears';
export { Outbox } from './outbox/outbox';

export { Background } from './queues/background';
export { Handles, type JobContext } from './queues/handles';
export { migrateQueues } from './queues/migrate-queues';
export { QueueBackend } from './queues/queue-backend';
export { Queues, type NewJob } from './queues/queues';
export { LoadsReference, ReferenceData, ReferenceFiles } from './reference/reference-data';
export { SecretError, Secrets } from './secrets/secrets';
export { SecretsConfig } from './secrets/secrets.config';
export { OnTimer, type FiredTimer } from './timers/timer-handlers';
export { Timers, type NewTimer } from './timers/timers';
