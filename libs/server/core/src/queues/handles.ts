import { DiscoveryService } from '@nestjs/core';

import type { JobName, JobPayload, QueueDefinition } from '@okno/server/contracts';

/** What stands on a method that handles a job. */
export interface HandlerMark {
  queue: QueueDefinition<object>;
  job: string;
}

const HandlesJob = DiscoveryService.createDecorator<HandlerMark>();

type Handler<P> = (payload: P, context: JobContext) => Promise<unknown>;

/** About the running job. */
export interface JobContext {
  jobId: string;
  /** 1 on the first try. */
  attempt: number;
  lastAttempt: boolean;
}

/**
 * The method handles a job: `async method(payload, context?)`. It may run more than once for one job,
 * so its effect is guarded by the database. A payload of the wrong type does not compile.
 */
export function Handles<Q extends QueueDefinition<object>, const N extends JobName<Q>>(mark: {
  queue: Q;
  job: N;
}): <T extends Handler<JobPayload<Q, N>>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<T>,
) => void {
  return (target, key, descriptor) => {
    HandlesJob(mark)(target, key, descriptor);
  };
}

/** The decorator under which handlers are found. */
export const HANDLES = HandlesJob;
