import { Injectable } from '@nestjs/common';

import type { JobName, JobPayload, QueueDefinition } from '@okno/server/contracts';

import { QueueBackend } from './queue-backend';

/** One job to put into a queue. */
export interface NewJob<Q, N extends JobName<Q> = JobName<Q>> {
  job: N;
  payload: JobPayload<Q, N>;
  /** The same id is not taken twice while the first is kept. Letters, digits, `-` and `.`. */
  id: string;
  /** Milliseconds until it may run. */
  delay?: number;
}

/** Puts jobs into queues. Only workers do: a request writes to the database, the relay does the rest. */
@Injectable()
export class Queues {
  constructor(private readonly backend: QueueBackend) {}

  async add<Q extends QueueDefinition<object>, N extends JobName<Q>>(
    queue: Q,
    job: NewJob<Q, N>,
  ): Promise<void> {
    await this.addAll(queue, [job]);
  }

  async addAll<Q extends QueueDefinition<object>, N extends JobName<Q>>(
    queue: Q,
    jobs: readonly NewJob<Q, N>[],
  ): Promise<void> {
    if (jobs.length > 0) {
      await this.backend.queue(queue).addBulk(
        jobs.map(({ job, payload, id, delay }) => ({
          name: job,
          data: payload,
          opts: { jobId: id, ...(delay === undefined ? {} : { delay }) },
        })),
      );
    }
  }

  /** A parent that runs after all its children, whether they succeeded or not. */
  async addFlow<Q extends QueueDefinition<object>, P extends JobName<Q>, C extends JobName<Q>>(
    queue: Q,
    parent: NewJob<Q, P>,
    children: readonly NewJob<Q, C>[],
  ): Promise<void> {
    const { attempts, backoff } = queue.policy;
    const opts = { attempts, backoff, removeOnComplete: true, removeOnFail: true };
    await this.backend.flow().add({
      name: parent.job,
      queueName: queue.name,
      data: parent.payload,
      opts: { ...opts, jobId: parent.id },
      children: children.map((child) => ({
        name: child.job,
        queueName: queue.name,
        data: child.payload,
        opts: { ...opts, jobId: child.id, ignoreDependencyOnFailure: true },
      })),
    });
  }
}
