/**
 * `npm start`: the whole portal by one command. Builds what is stale, starts the embedded PostgreSQL (or uses
 * DATABASE_URL), migrates and loads the reference data, starts api and worker and keeps them running, and
 * prints where everything is. Ctrl-C stops all of it, the database last. `--verbose` shows the processes' logs.
 * Settings come from the environment and from a file `.env` (see .env.example).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build, webRoot } from './build.mjs';
import { isFree, startPostgres, stopPostgres } from './embedded-postgres.mjs';
import { ROOT } from './postgres-binaries.mjs';
import { keptSecretKeys } from './secret-keys.mjs';
import { setup } from './setup.mjs';
import { runToEnd, Supervisor, tailOf } from './supervisor.mjs';

const began = performance.now();
const verbose = process.argv.includes('--verbose');
const stateDir = join(ROOT, '.okno');
const logDir = join(stateDir, 'logs');
const say = (line) => console.log(line);
const READY_WITHIN_MS = 90_000;

let supervisor;
let embedded;
let stopping;

async function step(title, advice, work) {
  const start = performance.now();
  try {
    const note = await work();
    say(
      `✓ ${title}${note ? `: ${note}` : ''} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
    );
  } catch (error) {
    say(`✗ ${title}\n${error.message}\n→ ${advice}`);
    await shutDown(1);
  }
}

/** Processes first, in parallel; the database after the last of them has let go of it. */
async function stopAll() {
  clearInterval(embedded?.watch);
  await supervisor?.stop();
  if (embedded) {
    await stopPostgres({ ifUnused: true, userPid: process.pid });
  }
}

async function shutDown(exitCode) {
  stopping ??= stopAll();
  await stopping;
  process.exit(exitCode);
}

function onSignal() {
  if (stopping) {
    return;
  }
  say('\nStopping…');
  void shutDown(0).finally(() => undefined);
}

function watchDatabase() {
  let busy = false;
  embedded.watch = setInterval(async () => {
    if (busy || stopping || embedded.pid()) {
      return;
    }
    busy = true;
    say('! the database stopped, starting it again');
    try {
      await startPostgres({ userPid: process.pid });
    } catch (error) {
      say(`✗ ${error.message}`);
      await shutDown(1);
    }
    busy = false;
  }, 1000);
  embedded.watch.unref();
}

async function database() {
  if (process.env.DATABASE_URL) {
    return `yours, at ${new URL(process.env.DATABASE_URL).host}`;
  }
  embedded = await startPostgres({ say: (line) => say(`· ${line}`), userPid: process.pid });
  process.env.DATABASE_URL = embedded.url;
  process.env.DATABASE_DIRECT_URL = embedded.url;
  process.env.OKNO_SECRET_KEYS ||= keptSecretKeys();
  if (process.env.OKNO_MODE !== 'production') {
    process.env.OKNO_DEMO ??= '1';
  }
  watchDatabase();
  return `embedded PostgreSQL 18 on port ${embedded.port}, data in ${embedded.dir}`;
}

/** Free on every address, since we cannot know which one the other program listens on. */
async function portFrom(wanted) {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port += 1) {
    // One after another: the probes would stand in each other's way.
    if ((await isFree(port)) && (await isFree(port, '0.0.0.0')) && (await isFree(port, '::'))) {
      return port;
    }
  }
  throw new Error(`No port between ${wanted} and ${wanted + 99} is free.`);
}

async function choosePort() {
  const wanted = Number(process.env.PORT || 3000);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
    throw new Error(`PORT is "${process.env.PORT}", which is no port number.`);
  }
  const port = await portFrom(wanted);
  process.env.PORT = String(port);
  process.env.PUBLIC_URL ??= `http://localhost:${port}`;
  return port === wanted ? String(port) : `${wanted} is in use by another program, taking ${port}`;
}

async function serve() {
  process.env.WEB_ROOT ??= webRoot();
  process.env.OKNO_FILES ??= join('.okno', 'files');
  process.env.DATABASE_DIRECT_URL ??= process.env.DATABASE_URL;
  supervisor = new Supervisor({
    say,
    logDir,
    verbose,
    giveUp: (sentence) => {
      say(`✗ ${sentence}`);
      void shutDown(1);
    },
  });
  supervisor.keep('api', 'dist/api/main.js', process.env);
  supervisor.keep('worker', 'dist/worker/main.js', process.env);
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await isReady())) {
    if (supervisor.deathsOf('api') > 1 || performance.now() > deadline) {
      throw new Error(
        `The api does not answer. The end of its log:\n${tailOf(supervisor.logOf('api'))}`,
      );
    }
    await pause(50);
  }
}

async function isReady() {
  try {
    const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function demoLogins() {
  const path = join(ROOT, 'db', 'reference', 'demo-people.json');
  if (!['1', 'true', 'yes'].includes(process.env.OKNO_DEMO ?? '') || !existsSync(path)) {
    return [];
  }
  const content = JSON.parse(readFileSync(path, 'utf8'));
  const people = Array.isArray(content) ? content : content.people;
  const width = Math.max(...people.map((one) => one.email.length));
  const rows = people.map(
    (one) =>
      `    ${one.email.padEnd(width)}  ${one.password}  ${[one.role ?? one.roles].flat().join(', ')}, ${one.name}`,
  );
  return ['', '  Demo logins:', ...rows];
}

function printCard() {
  const address = process.env.PUBLIC_URL;
  const mail = process.env.SMTP_URL
    ? `sent through ${new URL(process.env.SMTP_URL).host}`
    : `kept here, read it at ${address}/dev/mail`;
  const queue = process.env.REDIS_URL
    ? `Redis at ${new URL(process.env.REDIS_URL).host}`
    : 'in PostgreSQL';
  const lines = [
    '',
    `  Окно is open: ${address}`,
    ...demoLogins(),
    '',
    `  Mail   ${mail}`,
    `  Queue  ${queue}`,
    ...(verbose ? [] : [`  Logs   ${join('.okno', 'logs')}`]),
    `  API    ${address}/api/docs`,
    '',
    `  Ready in ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops everything.`,
  ];
  say(lines.join('\n'));
}

async function main() {
  if (existsSync(join(ROOT, '.env'))) {
    process.loadEnvFile(join(ROOT, '.env'));
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, onSignal);
  }
  await step('packages', 'Run "npm ci" and start again.', () => setup(say));
  await step('build', 'Mend the source it names; "npm run build" builds alone.', () =>
    build(undefined, say),
  );
  await step(
    'database',
    'Set DATABASE_URL to a PostgreSQL 18 of your own if this one cannot run here.',
    database,
  );
  await step(
    'migrations and reference data',
    'Is the database reachable, and may its user create tables? Its data is untouched by a failed migration.',
    () => runToEnd('dist/migrate/main.js', process.env, join(logDir, 'migrate.log'), verbose),
  );
  await step('port', 'Set PORT to a free one.', choosePort);
  await step(
    'api and worker',
    'The log says which setting or connection is wrong; settings are listed in .env.example.',
    serve,
  );
  printCard();
}

await main();
