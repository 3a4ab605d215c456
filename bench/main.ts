/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib; the drivers of apps/e2e are shared */
import 'reflect-metadata';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stopPostgres } from '../tools/embedded-postgres.mjs';
import { serveBare } from './bare-server';
import { catalogueSearch } from './catalogue';
import { ranking } from './eligibility';
import { forms } from './forms';
import { say } from './load';
import { Measured, PART } from './processes';
import { queueBare, queueOfOurs, queueRates } from './queue';
import { growth, list, readOne, search, type Pair } from './reading';
import { recordApi } from './recorder';
import { importRegister, registers } from './registers';
import { tableOf, type Finding } from './results';
import { seeded } from './seed';
import { settingsOf, type Settings } from './settings';
import { upload } from './upload';
import { webPages } from './web-pages';
import { apiPeak, startUp, workerAtWork } from './weight';
import { write } from './writing';

const PARTS: Record<string, () => Promise<void>> = {
  recorder: recordApi,
  bare: serveBare,
  'queue-ours': queueOfOurs,
  'queue-bare': queueBare,
  'import-register': importRegister,
};
const STARTS = 5;
const WORKER_SECONDS = 45;

/** `npm run bench -- [--quick] [--size=N] …`: measures the portal beside a bare server and prints a table. */
async function main(): Promise<void> {
  const settings = settingsOf(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'okno-bench-'));
  const findings: Finding[] = [];
  try {
    await measure(settings, folder, findings);
  } finally {
    process.stdout.write(`\n${tableOf(findings)}\n`);
    await stopPostgres({ name: 'bench', ifUnused: true, userPid: process.pid });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(settings: Settings, folder: string, findings: Finding[]): Promise<void> {
  const wanted = (part: string): boolean =>
    settings.only.length === 0 || settings.only.includes(part);
  if (wanted('registers')) {
    await keep('registers', () => registers(settings, folder), findings);
    if (settings.only.length === 1) {
      return;
    }
  }
  if (wanted('forms')) {
    await keep('forms', forms, findings);
    if (settings.only.length === 1) {
      return;
    }
  }
  if (wanted('catalogue')) {
    const search = (): Promise<Finding[]> =>
      catalogueSearch(settings, (database) => environment(database, folder));
    await keep('catalogue', search, findings);
    if (settings.only.length === 1) {
      return;
    }
  }
  const big = await seeded(settings.size, settings.reuse);
  const env = environment(big.url, folder);
  if (wanted('start')) {
    findings.push(...(await startUp(env, STARTS)));
  }
  const ours = await Measured.portal('api', env);
  const bare = await Measured.bare(env);
  const recorder = await Measured.portal('api', env, true);
  const pair: Pair = { seeded: big, ours, bare, recorder };
  const parts: Record<string, () => Promise<Finding[]>> = {
    read: () => readOne(pair, settings),
    list: () => list(pair, settings),
    growth: () => growthOf(pair, settings, folder),
    search: () => search(pair, settings),
    eligibility: () => ranking(pair),
    write: () => write(pair, settings),
    upload: () => upload(pair, settings),
    peak: async () => apiPeak(ours),
    worker: () => workerAtWork(env, big.db, WORKER_SECONDS),
  };
  try {
    for (const [part, run] of Object.entries(parts).filter(([name]) => wanted(name))) {
      await keep(part, run, findings);
    }
  } finally {
    await Promise.all([ours.stop(), bare.stop(), recorder.stop()]);
  }
  if (wanted('queue')) {
    await keep('queue', () => queueRates(big.url, settings), findings);
  }
  if (wanted('web')) {
    await keep('web', () => webPages(big, env, settings), findings);
  }
  await big.db.end();
}

/** A part that fails is said so and leaves the others their figures. */
async function keep(
  part: string,
  run: () => Promise<Finding[]>,
  findings: Finding[],
): Promise<void> {
  say(part);
  try {
    findings.push(...(await run()));
  } catch (error) {
    process.exitCode = 1;
    say(
      `${part} FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

async function growthOf(pair: Pair, settings: Settings, folder: string): Promise<Finding[]> {
  const small = await seeded(settings.small, settings.reuse);
  const ours = await Measured.portal('api', environment(small.url, folder));
  try {
    return await growth(pair, { seeded: small, ours }, settings);
  } finally {
    await ours.stop();
    await small.db.end();
  }
}

function environment(database: string, folder: string): Record<string, string> {
  return {
    DATABASE_URL: database,
    OKNO_DEMO: 'true',
    OKNO_FILES: folder,
    LOG_LEVEL: 'error',
    // Everything comes from one address.
    RATE_LIMIT_FACTOR: '1000',
  };
}

const part = process.env[PART];
(part === undefined ? main() : (PARTS[part] ?? main)()).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
  if (part !== undefined) {
    process.exit(1);
  }
});
