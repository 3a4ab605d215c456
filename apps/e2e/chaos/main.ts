/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

import { startPostgres, stopPostgres } from '../../../tools/embedded-postgres.mjs';
import type { DemoPerson } from '../src/client';
import { applicantInStorm, decidersInStorm, type Storm } from './clients';
import { underWay, verify } from './verify';
import { PostgresVictim, ProcessVictim, RedisVictim, type Victim } from './victims';

const CLIENTS = 20;
const MIN_KILLS = 20;
const DEFAULT_SECONDS = 120;
const QUIET_SECONDS = 240;
const DATABASE = 'okno_chaos';

/** `npm run chaos -- [seconds]`: kills everything again and again while people work, then looks for damage. */
async function main(): Promise<void> {
  const seconds = Number(process.argv[2] ?? DEFAULT_SECONDS);
  const folder = mkdtempSync(join(tmpdir(), 'okno-chaos-'));
  const redis = await RedisVictim.start();
  const database = await freshDatabase();
  const env = environment(database, redis.url, folder);
  const addresses = [await address(), await address()];
  const victims: Victim[] = [
    ...addresses.map(
      (url, at) =>
        new ProcessVictim(`api ${at + 1}`, 'dist/api/main.js', {
          ...env,
          PORT: new URL(url).port,
          PUBLIC_URL: url,
        }),
    ),
    ...[1, 2].map(
      (at) =>
        new ProcessVictim(`worker ${at}`, 'dist/worker/main.js', {
          ...env,
          PORT: '0',
          PUBLIC_URL: addresses[0] ?? '',
        }),
    ),
    redis,
    new PostgresVictim(),
  ];
  try {
    await untilReady(addresses);
    const storm = await blow(addresses, victims, seconds);
    await report(database, storm);
  } finally {
    await Promise.all(victims.map((victim) => victim.stop()));
    await stopPostgres({ name: 'chaos' });
    rmSync(folder, { recursive: true, force: true });
  }
}

async function blow(
  addresses: string[],
  victims: Victim[],
  seconds: number,
): Promise<Storm & { kills: number; decided: number }> {
  const end = performance.now() + seconds * 1000;
  let [number, kills, calm] = [0, 0, false];
  const storm: Storm = {
    addresses,
    blows: () => !calm,
    acknowledged: new Map(),
    restarts: { count: 0 },
    nextNumber: () => (number += 1),
  };
  const people: DemoPerson[] = JSON.parse(readFileSync('db/reference/demo-people.json', 'utf8'));
  const working = Promise.all(
    Array.from({ length: CLIENTS }, (_, index) => applicantInStorm(storm, index)),
  );
  const deciding = decidersInStorm(storm, {
    reviewer: signIn(people, 'REVIEWER'),
    head: signIn(people, 'CENTRE_HEAD'),
  });
  while (performance.now() < end || kills < MIN_KILLS) {
    await pause(((seconds * 1000) / (MIN_KILLS * 1.6)) * (0.5 + Math.random()));
    const victim = victims[Math.floor(Math.random() * victims.length)];
    if (victim !== undefined) {
      await victim.killAndRestart();
      kills += 1;
      process.stdout.write(
        `  kill -9 ${victim.name} (${kills}); ${storm.acknowledged.size} filings acknowledged\n`,
      );
    }
  }
  await untilReady(addresses);
  calm = true;
  await working;
  return { ...storm, kills, decided: await deciding };
}

async function report(
  database: string,
  storm: Storm & { kills: number; decided: number },
): Promise<void> {
  for (let second = 0; second < QUIET_SECONDS && (await underWay(database)) > 0; second += 1) {
    await pause(1000);
  }
  const findings = await verify(database, storm.acknowledged);
  for (const { rule, violations } of findings) {
    process.stdout.write(`${violations.length === 0 ? 'holds ' : 'BROKEN'} ${rule}\n`);
    violations
      .slice(0, 5)
      .forEach((row) => process.stdout.write(`       ${JSON.stringify(row)}\n`));
  }
  const chain = spawnSync(process.execPath, ['tools/run.mjs', 'audit-verify'], {
    env: { ...process.env, DATABASE_URL: database },
    encoding: 'utf8',
  });
  process.stdout.write(
    `${chain.status === 0 ? 'holds ' : 'BROKEN'} the audit chain: ${chain.stdout.trim().split('\n').at(-1) ?? ''}\n`,
  );
  process.stdout.write(
    `${storm.kills} kills, ${storm.acknowledged.size} filings acknowledged, ${storm.decided} cases taken to a decision, ${storm.restarts.count} clients began again\n`,
  );
  process.exitCode =
    chain.status === 0 &&
    findings.every(({ violations }) => violations.length === 0) &&
    storm.acknowledged.size > 0
      ? 0
      : 1;
}

async function freshDatabase(): Promise<string> {
  const { adminUrl } = await startPostgres({ name: 'chaos', userPid: process.pid });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${DATABASE}`);
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  const migrated = spawnSync(process.execPath, ['dist/migrate/main.js'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url.href, OKNO_DEMO: 'true' },
    encoding: 'utf8',
  });
  if (migrated.status !== 0) {
    throw new Error(`Migration failed:\n${migrated.stdout}${migrated.stderr}`);
  }
  await decideWithoutCouncil(url.href);
  return url.href;
}

/** A storm has no time for sessions: what it tests are the effects of decisions, not who is heard before them. */
async function decideWithoutCouncil(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query('DELETE FROM cluster_council_mode');
  await client.end();
}

function environment(database: string, redisUrl: string, folder: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database,
    REDIS_URL: redisUrl,
    OKNO_DEMO: 'true',
    OKNO_FILES: folder,
    TRUST_PROXY: 'true',
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '8',
    // Every request of a test comes from one address.
    RATE_LIMIT_FACTOR: '1000',
  };
}

function signIn(people: DemoPerson[], role: string): [string, string] {
  const person = people.find((one) => one.role === role);
  return [person?.email ?? '', person?.password ?? ''];
}

async function untilReady(addresses: string[]): Promise<void> {
  for (const url of addresses) {
    for (let tries = 0; tries < 200 && !(await isReady(url)); tries += 1) {
      await pause(150);
    }
  }
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function address(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() =>
        resolve(`http://127.0.0.1:${typeof bound === 'object' ? (bound?.port ?? 0) : 0}`),
      );
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
