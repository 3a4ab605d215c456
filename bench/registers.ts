/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';

import { CoreModule } from '@okno/server/core';
import { IntegrationsModule, percentOf, RegisterImportService } from '@okno/server/integrations';

import { startPostgres } from '../tools/embedded-postgres.mjs';
import { say } from './load';
import { runPart } from './processes';
import { writeRegister } from './register-files';
import { figureFinding, type Finding } from './results';
import type { Settings } from './settings';

const DATABASE = 'okno_bench_registers';
const ARCHIVE = 'OKNO_BENCH_ARCHIVE';
const SEED = 20_261_110;
/** The heap that tools/run.mjs gives the command. */
const HEAP = ['--max-old-space-size=192', '--max-semi-space-size=8'];
const MIB = 1024 ** 2;

@Module({ imports: [CoreModule, IntegrationsModule] })
class ImportModule {}

/** Loads a made-up register of small businesses and one of recipients into an empty database, each in a process of its own. */
export async function registers(settings: Settings, folder: string): Promise<Finding[]> {
  const url = await emptyDatabase();
  const findings: Finding[] = [];
  const sets = [
    { register: 'rsmp', documents: settings.registers, asOf: '10.11.2026', what: 'first set' },
    { register: 'rsmp', documents: settings.registers, asOf: '10.12.2026', what: 'next month' },
    { register: 'rsmppp', documents: settings.registers / 4, asOf: '15.11.2026', what: 'set' },
  ] as const;
  for (const { what, ...set } of sets) {
    const path = join(folder, 'register.zip');
    const { xmlBytes } = writeRegister(path, { ...set, seed: SEED });
    const { size } = statSync(path);
    say(
      `${set.register}: ${(size / MIB).toFixed(0)} MiB, ${(xmlBytes / MIB).toFixed(0)} MiB of XML`,
    );
    const done = await runPart(
      'import-register',
      {
        DATABASE_URL: url,
        LOG_LEVEL: 'error',
        OKNO_CLOCK: '2026-12-20T03:00:00Z',
        [ARCHIVE]: path,
      },
      HEAP,
    );
    rmSync(path);
    findings.push(
      ...findingsOf(`${set.register}, ${what}, ${set.documents} documents`, done, set.documents),
    );
  }
  return findings;
}

function findingsOf(name: string, done: Record<string, unknown>, documents: number): Finding[] {
  const minutes = Number(done['seconds']) / 60;
  // Ten minutes are for a million; less of it may take its share.
  const limit = (10 * documents) / 1_000_000;
  return [
    figureFinding(
      `import ${name}`,
      { value: minutes, unit: 'min', digits: 2 },
      { floor: limit, goal: limit / 2 },
    ),
    figureFinding(`import ${name}, documents a second`, {
      value: documents / (minutes * 60),
      unit: '/s',
    }),
    figureFinding(
      `import ${name}, peak memory`,
      { value: Number(done['peakMib']), unit: 'MiB' },
      { floor: 400, goal: 200 },
    ),
  ];
}

/** One import, in a process of its own: what it takes is what the process took. */
export async function importRegister(): Promise<void> {
  const app = await NestFactory.createApplicationContext(ImportModule, { logger: ['error'] });
  const start = performance.now();
  let said = 0;
  const row = await app.get(RegisterImportService).run({
    path: process.env[ARCHIVE] ?? '',
    onProgress: (at) => {
      if (performance.now() - said > 15_000) {
        said = performance.now();
        process.stderr.write(`  ${percentOf(at)} %, ${at.counts.documents} documents\n`);
      }
    },
  });
  const seconds = (performance.now() - start) / 1_000;
  process.stderr.write(`  ${JSON.stringify(row.counts)}\n`);
  await app.close();
  process.send?.({ done: true, seconds, peakMib: process.resourceUsage().maxRSS / 1024 });
  process.disconnect();
}

async function emptyDatabase(): Promise<string> {
  const { adminUrl } = await startPostgres({ name: 'bench', userPid: process.pid });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  const migrated = spawnSync(process.execPath, ['dist/migrate/main.js'], {
    env: { PATH: process.env['PATH'], DATABASE_URL: url.href, LOG_LEVEL: 'error' },
    encoding: 'utf8',
  });
  if (migrated.status !== 0) {
    throw new Error(migrated.stderr);
  }
  return url.href;
}
