/**
 * The journeys in a real browser, against the built processes on a database of their own:
 *   node apps/e2e/browser/run.mjs [name of a journey, or a part of it …]
 *   node apps/e2e/browser/run.mjs --pictures <folder> [--english]   pictures of all screens instead
 *   node apps/e2e/browser/run.mjs --docs-pictures <folder>          the few that README and docs/ show
 *
 * `npm test` sets OKNO_CHROMIUM, OKNO_TEST_DATABASE_URL, OKNO_TEST_REDIS_URL and OKNO_RESULT_FILE; alone, it finds
 * or starts what it needs.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildBundle } from '../../../tools/build.mjs';
import { findChromium } from '../../../tools/chromium.mjs';
import { startTestPostgres, stopPostgres } from '../../../tools/embedded-postgres.mjs';
import { startTestRedis, stopTestRedis } from '../../../tools/local-redis.mjs';
import { ROOT } from '../../../tools/postgres-binaries.mjs';

const BUNDLE = 'dist/commands/browser.js';

function finished(child) {
  // Ctrl-C reaches the journeys as well, which tidy up; we wait for them.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function servers(env) {
  const own = { postgres: !env.OKNO_TEST_DATABASE_URL, redis: !env.OKNO_TEST_REDIS_URL };
  if (own.postgres) {
    env.OKNO_TEST_DATABASE_URL = (await startTestPostgres(process.pid)).adminUrl;
  }
  const redis = own.redis ? await startTestRedis(process.pid) : env.OKNO_TEST_REDIS_URL;
  if (redis) {
    env.OKNO_TEST_REDIS_URL = redis;
  }
  return async () => {
    const how = { ifUnused: true, userPid: process.pid };
    if (own.postgres) {
      await stopPostgres({ name: 'test-postgres', ...how });
    }
    if (own.redis) {
      await stopTestRedis(how);
    }
  };
}

async function main(args) {
  const chromium = findChromium();
  if (!chromium) {
    throw new Error('No Chromium found: install it, or name its program in OKNO_CHROMIUM.');
  }
  await buildBundle('command-browser', 'apps/e2e/browser/main.ts', BUNDLE, console.log);
  const env = { ...process.env, OKNO_CHROMIUM: chromium };
  const stopServers = await servers(env);
  try {
    const flags = ['--enable-source-maps', join(ROOT, BUNDLE), ...args];
    process.exitCode = await finished(
      spawn(process.execPath, flags, { cwd: ROOT, env, stdio: 'inherit' }),
    );
  } finally {
    await stopServers();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
