/**
 * Gives every test process a real PostgreSQL and, where one is installed, a real Redis.
 *
 * `OKNO_TEST_DATABASE_URL` (a superuser's URL of an existing database) and `OKNO_TEST_REDIS_URL` are
 * used when set. Otherwise the servers shared by all test runs of this working tree are started or found
 * running (see tools/embedded-postgres.mjs, tools/local-redis.mjs) and the two variables are set to them.
 * `OKNO_TEST_REDIS_URL` stays unset where no redis-server is installed.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs one of the launchers, which prints the server's URL. This run is noted as the server's user. */
function launch(tool: string): string {
  const printed = execFileSync(
    process.execPath,
    [join(process.cwd(), 'tools', tool), 'start-test'],
    {
      encoding: 'utf8',
      env: { ...process.env, OKNO_TEST_USER_PID: String(process.pid) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return printed.trim();
}

export default function setup(): void {
  process.env['OKNO_TEST_DATABASE_URL'] ||= launch('embedded-postgres.mjs');
  const redis = process.env['OKNO_TEST_REDIS_URL'] || launch('local-redis.mjs');
  if (redis) {
    process.env['OKNO_TEST_REDIS_URL'] = redis;
  }
}
