import { setTimeout as pause } from 'node:timers/promises';

import type pg from 'pg';

import { median, say } from './load';
import { Measured } from './processes';
import { figureFinding, type Finding } from './results';

const SETTLED_MS = 3_000;

/** From nothing to the first good answer, several times. */
export async function startUp(env: Record<string, string>, times: number): Promise<Finding[]> {
  const seconds: number[] = [];
  let idle = Number.NaN;
  for (let time = 0; time < times; time += 1) {
    const begin = performance.now();
    const api = await Measured.portal('api', env);
    seconds.push((performance.now() - begin) / 1000);
    if (time === times - 1) {
      await pause(SETTLED_MS);
      idle = api.memory()?.now ?? Number.NaN;
    }
    await api.stop();
  }
  say(`api starts: ${seconds.map((one) => one.toFixed(2)).join(', ')} s`);
  return [
    figureFinding(
      'api, start to first good answer',
      { value: median(seconds), unit: 's', digits: 2 },
      { floor: 2, goal: 1.2 },
    ),
    ...(Number.isNaN(idle)
      ? []
      : [
          figureFinding(
            'api, memory idle',
            { value: idle, unit: 'MiB' },
            { floor: 150, goal: 150 },
          ),
        ]),
  ];
}

/** The highest that the api came to under everything that was fired at it. */
export function apiPeak(api: Measured): Finding[] {
  const memory = api.memory();
  return memory === null
    ? []
    : [
        figureFinding(
          'api, memory peak',
          { value: memory.peak, unit: 'MiB' },
          { floor: 400, goal: 300 },
        ),
      ];
}

/** A worker that finds everything that was filed: its memory before and at the most, and its pace. */
export async function workerAtWork(
  env: Record<string, string>,
  db: pg.Pool,
  seconds: number,
): Promise<Finding[]> {
  const before = await events(db);
  const worker = await Measured.portal('worker', env);
  const idle = worker.memory();
  const begin = performance.now();
  let now = before;
  while (now.waiting > 0 && performance.now() - begin < seconds * 1000) {
    await pause(500);
    now = await events(db);
  }
  const rate = ((now.done - before.done) * 1000) / (performance.now() - begin);
  const memory = worker.memory();
  await worker.stop();
  return [
    figureFinding(`worker, events of the outbox (${now.done - before.done} done)`, {
      value: rate,
      unit: '/s',
    }),
    ...(idle && memory
      ? [
          figureFinding('worker, memory at the start', { value: idle.now, unit: 'MiB' }),
          figureFinding('worker, memory peak', { value: memory.peak, unit: 'MiB' }),
        ]
      : []),
  ];
}

/** Every event leads to others, so those that are done tell the pace, not those that wait. */
async function events(db: pg.Pool): Promise<{ done: number; waiting: number }> {
  const { rows } = await db.query<{ done: number; waiting: number }>(
    `SELECT count(done_at)::int AS done, (count(*) - count(done_at))::int AS waiting FROM outbox_event`,
  );
  return rows[0] ?? { done: 0, waiting: 0 };
}
