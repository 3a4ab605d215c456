/**
 * A redis-server of our own for tests, where the system has one installed: its own free port of
 * 127.0.0.1, nothing on the disk. Shared by all test runs of this working tree and left running, as the
 * test PostgreSQL is (see embedded-postgres.mjs).
 *
 *   node tools/local-redis.mjs start-test   prints its URL, or nothing where no redis-server is found
 *   node tools/local-redis.mjs stop-test    [--if-unused]
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from './embedded-postgres.mjs';
import { isAlive, withLock } from './file-lock.mjs';
import { ROOT } from './postgres-binaries.mjs';

const DIR = join(
  process.env.OKNO_STATE_DIR ? resolve(process.env.OKNO_STATE_DIR) : join(ROOT, '.okno'),
  'test-redis',
);
const CARD = join(DIR, 'server.json');
const USERS = join(DIR, 'users');
const LOCK = `${DIR}.lock`;

/** The version of the installed redis-server (6.2 is the oldest BullMQ works with), or undefined. */
export function redisVersion() {
  const found = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
  return found.status === 0 ? /v=([\d.]+)/.exec(found.stdout)?.[1] : undefined;
}

/** Whether a Redis answers PING on this port. */
function answers(port) {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (data) => {
      done(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

async function running() {
  if (!existsSync(CARD)) {
    return undefined;
  }
  const card = JSON.parse(readFileSync(CARD, 'utf8'));
  return isAlive(card.pid) && (await answers(card.port)) ? card : undefined;
}

/** A redis-server as a child process, without persistence, which never throws jobs away when full. */
export async function spawnRedis({ port: wanted, detached = false, logPath } = {}) {
  const port = await freePort(wanted);
  const log = logPath ? openSync(logPath, 'a') : 'ignore';
  const flags = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn('redis-server', flags, { cwd: '/', detached, stdio: ['ignore', log, log] });
  if (typeof log === 'number') {
    closeSync(log);
  }
  let ended;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `exit ${code ?? signal}`));
  while (!(await answers(port))) {
    if (ended) {
      throw new Error(`redis-server did not start (${ended}). Its log: ${logPath ?? 'not kept'}`);
    }
    await pause(20);
  }
  return { child, port, url: `redis://127.0.0.1:${port}` };
}

/** The shared test Redis, started if need be. Undefined where no redis-server is installed. */
export async function startTestRedis(userPid) {
  if (!redisVersion()) {
    return undefined;
  }
  return withLock(LOCK, async () => {
    mkdirSync(USERS, { recursive: true });
    writeFileSync(join(USERS, String(userPid)), '');
    const found = await running();
    if (found) {
      return `redis://127.0.0.1:${found.port}`;
    }
    const { child, port, url } = await spawnRedis({
      detached: true,
      logPath: join(DIR, 'server.log'),
    });
    child.unref();
    writeFileSync(CARD, JSON.stringify({ pid: child.pid, port }));
    return url;
  });
}

/** Stops the shared test Redis. With `ifUnused`, only when no living test run uses it. */
export async function stopTestRedis({ ifUnused = false, userPid } = {}) {
  return withLock(LOCK, async () => {
    rmSync(join(USERS, String(userPid)), { force: true });
    const server = await running();
    const users = existsSync(USERS) ? readdirSync(USERS) : [];
    if (!server || (ifUnused && users.some((pid) => isAlive(Number(pid))))) {
      return false;
    }
    process.kill(server.pid, 'SIGTERM');
    while (isAlive(server.pid)) {
      await pause(20);
    }
    rmSync(DIR, { recursive: true, force: true });
    return true;
  });
}

async function main([command, option]) {
  if (command === 'start-test') {
    console.log(
      (await startTestRedis(Number(process.env.OKNO_TEST_USER_PID ?? process.ppid))) ?? '',
    );
  } else if (command === 'stop-test') {
    console.log(
      (await stopTestRedis({ ifUnused: option === '--if-unused' }))
        ? 'stopped'
        : 'nothing was stopped',
    );
  } else {
    throw new Error('Say one of: start-test, stop-test [--if-unused]');
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
