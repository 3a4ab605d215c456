import type { EventEmitter } from 'node:events';

import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FlowProducer, Processor, Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import type { JobPolicy, QueueDefinition } from '@okno/server/contracts';

import { CoreConfig } from '../config/core.config';

const DAY_SECONDS = 24 * 3600;
/** Connections of one queue in PostgreSQL, and of a worker, which takes and ends several jobs at a time. */
const POOL = 3;
const WORKER_POOL = 8;

/** What we use of BullMQ's queue and flow, whichever backend they stand on. */
type OpenQueue = Pick<Queue, 'addBulk' | 'getJobCounts' | 'obliterate' | 'close'>;
type OpenFlow = Pick<FlowProducer, 'add' | 'close'>;

/** BullMQ and the Redis client, which only processes with queues load: the api has none and starts without them. */
export interface QueueLibraries {
  bullmq: typeof import('bullmq');
  ioredis: typeof import('ioredis');
}

export async function loadQueueLibraries(): Promise<QueueLibraries> {
  const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
  return { bullmq, ioredis };
}

/** The one place that knows whether the queues live in Redis or in PostgreSQL. */
@Injectable()
export class QueueBackend implements BeforeApplicationShutdown {
  private readonly log = new Logger(QueueBackend.name);
  private readonly queues = new Map<string, OpenQueue>();
  private readonly workers: { close(): Promise<void> }[] = [];
  private flows: OpenFlow | undefined;
  private redis: Redis | undefined;

  constructor(
    private readonly config: CoreConfig,
    private readonly libraries: QueueLibraries,
  ) {}

  /** `redis` or `postgres`, for the log and the health page. */
  get kind(): 'redis' | 'postgres' {
    return this.config.redisUrl === undefined ? 'postgres' : 'redis';
  }

  queue(definition: QueueDefinition<object>): OpenQueue {
    const known = this.queues.get(definition.name);
    if (known) {
      return known;
    }
    const defaultJobOptions = optionsOf(definition.policy);
    const { createPostgresBackend, Queue } = this.libraries.bullmq;
    const queue: OpenQueue =
      this.kind === 'redis'
        ? this.watched(
            new Queue(definition.name, { ...this.onRedis(), defaultJobOptions }),
            definition.name,
          )
        : this.watched(
            new Queue(
              definition.name,
              { ...this.onPostgres(), defaultJobOptions },
              createPostgresBackend,
            ),
            definition.name,
          );
    this.queues.set(definition.name, queue);
    return queue;
  }

  worker(definition: QueueDefinition<object>, processor: Processor): void {
    const { createPostgresBackend, Worker } = this.libraries.bullmq;
    const options = { concurrency: definition.policy.concurrency, autorun: true };
    this.workers.push(
      this.kind === 'redis'
        ? this.watched(
            new Worker(definition.name, processor, { ...this.onRedis(), ...options }),
            definition.name,
          )
        : this.watched(
            new Worker(
              definition.name,
              processor,
              { ...this.onPostgres(WORKER_POOL), ...options },
              createPostgresBackend,
            ),
            definition.name,
          ),
    );
  }

  flow(): OpenFlow {
    const { createPostgresBackend, FlowProducer } = this.libraries.bullmq;
    this.flows ??=
      this.kind === 'redis'
        ? this.watched(new FlowProducer(this.onRedis()), 'flows')
        : this.watched(new FlowProducer(this.onPostgres(), createPostgresBackend), 'flows');
    return this.flows;
  }

  /** Stops taking jobs and lets the running ones end. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => worker.close()));
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    await this.flows?.close();
    this.redis?.disconnect();
  }

  private onRedis(): { connection: Redis; prefix: string } {
    this.redis ??= this.watched(
      new this.libraries.ioredis.Redis(this.config.redisUrl ?? '', { maxRetriesPerRequest: null }),
      'redis',
    );
    return { connection: this.redis, prefix: this.config.queuePrefix };
  }

  /** Each part has a small pool of its own, and LISTEN a connection that no pooler takes away. */
  private onPostgres(max = POOL): { connection: { connectionString: string; max: number } } {
    return { connection: { connectionString: this.config.directUrl, max } };
  }

  /** A lost connection is reported and comes back by itself; unheard, it would end the process. */
  private watched<T extends EventEmitter>(source: T, name: string): T {
    source.on('error', (error: Error) => this.log.warn(`${name}: ${error.message}`));
    return source;
  }
}

function optionsOf(policy: JobPolicy): {
  attempts: number;
  backoff: JobPolicy['backoff'];
  removeOnComplete: { age: number; count: number };
  removeOnFail: boolean;
} {
  return {
    attempts: policy.attempts,
    backoff: policy.backoff,
    removeOnComplete: { age: DAY_SECONDS, count: 5_000 },
    // The row in the database stays and says what happened; a kept job would block the sweep's retry.
    removeOnFail: true,
  };
}
