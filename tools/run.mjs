/**
 * Builds one of the commands that are no process of the portal, and runs it:
 *   node tools/run.mjs audit-verify | files-check | import-registers | roles-grant | bench | chaos | fuzz [its own arguments]
 * A command is <name>.ts or <name>/main.ts in bench/ or in an app's folder. Without DATABASE_URL
 * the portal's own database is started for `audit-verify`, `files-check`, `import-registers` and `roles-grant`; the others bring their own.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundle, build } from './build.mjs';
import { startPostgres, startTestPostgres, stopPostgres } from './embedded-postgres.mjs';
import { ROOT } from './postgres-binaries.mjs';
import { keptSecretKeys } from './secret-keys.mjs';
import { setup } from './setup.mjs';

const NEEDS_PORTAL_DATABASE = ['audit-verify', 'files-check', 'import-registers', 'roles-grant'];
/** A stream leaves much behind and keeps little: a small heap is cleared in time instead of growing with the machine. */
const SMALL_HEAP = ['--max-old-space-size=192', '--max-semi-space-size=8'];
const IN_SMALL_HEAP = ['import-registers'];
/** Commands that make databases of their own on the servers the tests use. */
const NEEDS_TEST_SERVERS = ['fuzz'];
const FOLDERS = ['bench', 'apps/migrate/src', 'apps/api/src', 'apps/worker/src', 'apps/e2e'];

function entryOf(name) {
  const candidates =
    name === 'bench'
      ? ['bench/main.ts', 'bench/bench.ts']
      : FOLDERS.flatMap((dir) => [
          `${dir}/${name}.ts`,
          `${dir}/${name}/main.ts`,
          `${dir}/${name}.main.ts`,
        ]);
  const found = candidates.find((path) => existsSync(join(ROOT, path)));
  if (!found) {
    throw new Error(`There is no command "${name}": none of ${candidates.join(', ')} exists.`);
  }
  return found;
}

function finished(child) {
  // Ctrl-C reaches the command as well, which tidies up; we wait for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function main([name, ...args]) {
  if (!name) {
    throw new Error(
      'Say which command: audit-verify, files-check, import-registers, roles-grant, bench, chaos or fuzz.',
    );
  }
  await setup();
  const entry = entryOf(name);
  const outfile = `dist/commands/${name}.js`;
  await build(['migrate', 'api', 'worker']);
  await buildBundle(`command-${name}`, entry, outfile, console.log);
  const env = { ...process.env };
  const own = NEEDS_PORTAL_DATABASE.includes(name) && !env.DATABASE_URL;
  if (own) {
    const { url } = await startPostgres({ userPid: process.pid });
    Object.assign(env, { DATABASE_URL: url, DATABASE_DIRECT_URL: url });
    env.OKNO_SECRET_KEYS ||= keptSecretKeys();
  }
  const onTestServers = NEEDS_TEST_SERVERS.includes(name) && !env.OKNO_TEST_DATABASE_URL;
  if (onTestServers) {
    env.OKNO_TEST_DATABASE_URL = (await startTestPostgres(process.pid)).adminUrl;
  }
  try {
    const heap = IN_SMALL_HEAP.includes(name) ? SMALL_HEAP : [];
    const flags = [...heap, '--enable-source-maps', '--expose-gc', join(ROOT, outfile), ...args];
    process.exitCode = await finished(
      spawn(process.execPath, flags, { cwd: ROOT, env, stdio: 'inherit' }),
    );
  } finally {
    if (own) {
      await stopPostgres({ ifUnused: true, userPid: process.pid });
    }
    if (onTestServers) {
      await stopPostgres({ name: 'test-postgres', ifUnused: true, userPid: process.pid });
    }
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
