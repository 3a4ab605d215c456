/**
 * A clamd of our own for tests, where the system has one installed: its own free port of 127.0.0.1 and one
 * signature, that of the EICAR test file (https://www.eicar.org), so that nothing has to be downloaded.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './embedded-postgres.mjs';

/** The EICAR test file's text, in two parts, so that no scanner takes this file for it. */
export const EICAR = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$',
  'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('');
/** That text anywhere in a file of any kind. */
const SIGNATURE = `Okno.Test.Eicar:0:*:${Buffer.from(EICAR, 'latin1').toString('hex')}\n`;
const START_MS = 60_000;

/** The version of the installed clamd, or undefined. */
export function clamdVersion() {
  const found = spawnSync('clamd', ['--version'], { encoding: 'utf8' });
  return found.status === 0 ? /[\d.]+/.exec(found.stdout)?.[0] : undefined;
}

function answers(port) {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('zPING\0'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (data) => {
      done(data.toString().startsWith('PONG'));
      socket.destroy();
    });
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}

/** A clamd as a child process. @returns its address, and how to stop it. */
export async function spawnClamd() {
  const folder = mkdtempSync(join(tmpdir(), 'okno-clamd-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'okno.ndb'), SIGNATURE);
  const port = await freePort();
  const settings = [
    'Foreground yes',
    'TCPAddr 127.0.0.1',
    `TCPSocket ${port}`,
    `DatabaseDirectory ${folder}`,
    'StreamMaxLength 25M',
  ];
  const path = join(folder, 'clamd.conf');
  writeFileSync(path, `${settings.join('\n')}\n`);
  const child = spawn('clamd', [`--config-file=${path}`], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`clamd did not start:\n${said}`);
    }
    await pause(50);
  }
  return { url: `tcp://127.0.0.1:${port}`, stop };
}
