/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib; the drivers of apps/e2e are shared */
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createPostgresBackend, Queue, Worker, type Processor } from 'bullmq';
import { Redis } from 'ioredis';

import { defineQueue } from '@okno/server/contracts';
import {
  Background,
  CoreModule,
  CoreWorkerModule,
  Handles,
  newId,
  Queues,
} from '@okno/server/core';

import { spawnRedis } from '../tools/local-redis.mjs';
import { median, say } from './load';
import { runPart } from './processes';
import { rateFinding, type Finding } from './results';
import type { Settings } from './settings';

const CONCURRENCY = 8;
const BATCH = 500;
const JOBS = 'OKNO_BENCH_JOBS';
const NAME = 'OKNO_BENCH_QUEUE';

const benchQueue = defineQueue<{ noop: { no: string } }>(process.env[NAME] ?? 'bench', {
  attempts: 3,
  backoff: { type: 'exponential', delay: 1_000 },
  concurrency: CONCURRENCY,
});

/** Counts the jobs that were handled; the clock runs from the first to the last. */
class Tally {
  private done = 0;
  private began = 0;
  private readonly all = Promise.withResolvers<number>();

  constructor(private readonly wanted: number) {}

  count(): void {
    this.done += 1;
    if (this.done === 1) {
      this.began = performance.now();
    }
    if (this.done === this.wanted) {
      this.all.resolve(((this.wanted - 1) * 1000) / (performance.now() - this.began));
    }
  }

  /** Jobs a second. */
  get rate(): Promise<number> {
    return this.all.promise;
  }
}

const tally = new Tally(Number(process.env[JOBS] ?? 1));

@Injectable()
class NoopHandlers {
  @Handles({ queue: benchQueue, job: 'noop' })
  async noop(): Promise<void> {
    tally.count();
  }
}

@Module({ imports: [CoreModule, CoreWorkerModule], providers: [NoopHandlers] })
class NoopModule {}

/** Our worker with a handler that does nothing. Runs in a process of its own. */
export async function queueOfOurs(): Promise<void> {
  const app = await NestFactory.createApplicationContext(NoopModule, { logger: ['error'] });
  const ids = jobIds();
  for (let from = 0; from < ids.length; from += BATCH) {
    const jobs = ids.slice(from, from + BATCH);
    await app.get(Queues).addAll(
      benchQueue,
      jobs.map((id) => ({ job: 'noop' as const, payload: { no: id }, id })),
    );
  }
  app.get(Background).start();
  process.send?.({ done: await tally.rate });
  await app.close();
  process.exit(0);
}

/** BullMQ with nothing around it. Runs in a process of its own. */
export async function queueBare(): Promise<void> {
  const processor: Processor = async () => tally.count();
  const { queue, work } = bareParts(processor);
  const ids = jobIds();
  for (let from = 0; from < ids.length; from += BATCH) {
    const jobs = ids.slice(from, from + BATCH);
    await queue.addBulk(
      jobs.map((id) => ({ name: 'noop', data: { no: id }, opts: { jobId: id } })),
    );
  }
  work();
  process.send?.({ done: await tally.rate });
  process.exit(0);
}

/** Both on both backends, by turns. */
export async function queueRates(database: string, settings: Settings): Promise<Finding[]> {
  const findings: Finding[] = [];
  const redis = await spawnRedis().catch(() => undefined);
  if (redis === undefined) {
    say('queue on Redis: not measured, there is no redis-server');
  }
  try {
    for (const backend of ['redis', 'postgres'] as const) {
      if (backend === 'redis' && redis === undefined) {
        continue;
      }
      const env = {
        DATABASE_URL: database,
        LOG_LEVEL: 'silent',
        [JOBS]: String(settings.jobs[backend]),
        ...(backend === 'redis' ? { REDIS_URL: redis?.url ?? '' } : {}),
      };
      findings.push(await contest(backend, env, settings.rounds));
    }
  } finally {
    redis?.child.kill();
  }
  return findings;
}

async function contest(
  backend: string,
  env: Record<string, string>,
  rounds: number,
): Promise<Finding> {
  const rates = { ours: new Array<number>(), bare: new Array<number>() };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of ['bare', 'ours'] as const) {
      const part = side === 'ours' ? 'queue-ours' : 'queue-bare';
      const said = await runPart(part, { ...env, [NAME]: `bench-${newId()}` });
      rates[side].push(Number(said['done']));
    }
    say(
      `queue on ${backend}, round ${round + 1}: ${rates.ours.at(-1)?.toFixed(0)}/s, bare ${rates.bare.at(-1)?.toFixed(0)}/s`,
    );
  }
  return rateFinding(
    `no-op jobs on ${backend}`,
    { ours: { rate: median(rates.ours) }, bare: { rate: median(rates.bare) } },
    { least: 0.6, goal: 0.8 },
  );
}

function jobIds(): string[] {
  return Array.from({ length: Number(process.env[JOBS] ?? 1) }, () => `job-${newId()}`);
}

function bareParts(processor: Processor): { queue: Pick<Queue, 'addBulk'>; work: () => void } {
  const name = process.env[NAME] ?? 'bench';
  const redisUrl = process.env['REDIS_URL'];
  // The same that ours keeps of ended jobs: sweeping them is work of the queue, not of its handlers.
  const kept = {
    attempts: 3,
    removeOnComplete: { age: 24 * 3600, count: 5_000 },
    removeOnFail: true,
  };
  if (redisUrl !== undefined) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    const queue = new Queue(name, { connection, defaultJobOptions: kept });
    return {
      queue,
      work: () => void new Worker(name, processor, { connection, concurrency: CONCURRENCY }),
    };
  }
  const connection = { connectionString: process.env['DATABASE_URL'] ?? '' };
  const queue = new Queue(name, { connection, defaultJobOptions: kept }, createPostgresBackend);
  return {
    queue,
    work: () =>
      void new Worker(
        name,
        processor,
        { connection, concurrency: CONCURRENCY },
        createPostgresBackend,
      ),
  };
}
