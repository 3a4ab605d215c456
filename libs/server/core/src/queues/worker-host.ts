import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';

import type { QueueDefinition } from '@okno/server/contracts';

import { Listeners } from '../outbox/listeners';
import { TimerHandlers } from '../timers/timer-handlers';
import { HANDLES, type JobContext } from './handles';
import { MarkedMethods } from './marked-methods';
import { QueueBackend } from './queue-backend';

type Handler = (payload: unknown, context: JobContext) => Promise<unknown>;

/** Runs every `@Handles` method of the process. Refuses to start when a job has two handlers. */
@Injectable()
export class WorkerHost {
  private readonly log = new Logger(WorkerHost.name);

  constructor(
    private readonly marked: MarkedMethods,
    private readonly backend: QueueBackend,
    private readonly listeners: Listeners,
    private readonly timers: TimerHandlers,
  ) {}

  /** @throws Error when a job, a listener or a timer is handled twice */
  start(): void {
    this.listeners.collect();
    this.timers.collect();
    for (const [definition, handlers] of this.handlersByQueue()) {
      this.backend.worker(definition, (job) => this.run(handlers, job));
      this.log.log(
        `Queue ${definition.name} (${this.backend.kind}): ${[...handlers.keys()].join(', ')}`,
      );
    }
  }

  private handlersByQueue(): Map<QueueDefinition<object>, Map<string, Handler>> {
    const queues = new Map<QueueDefinition<object>, Map<string, Handler>>();
    for (const { mark, call, name } of this.marked.with(HANDLES)) {
      const handlers = queues.get(mark.queue) ?? new Map<string, Handler>();
      if (handlers.has(mark.job)) {
        throw new Error(`Two handlers for ${mark.queue.name}/${mark.job}, one is ${name}`);
      }
      handlers.set(mark.job, call);
      queues.set(mark.queue, handlers);
    }
    return queues;
  }

  private async run(handlers: Map<string, Handler>, job: Job): Promise<void> {
    const handler = handlers.get(job.name);
    if (!handler) {
      throw new Error(`Nobody handles ${job.queueName}/${job.name}`);
    }
    const attempt = job.attemptsMade + 1;
    try {
      await handler(job.data, {
        jobId: job.id ?? '',
        attempt,
        lastAttempt: attempt >= (job.opts.attempts ?? 1),
      });
    } catch (error) {
      this.log.warn(
        `${job.queueName}/${job.name} ${job.id ?? ''} try ${attempt}: ${error instanceof Error ? error.message : String(error)}`,
      );
      throw error;
    }
  }
}
