/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

import { SERVER_FLAGS } from '../tools/server-flags.mjs';
import type { BareRoute } from './bare-server';
import type { Statement } from './replay';

const BUNDLE = 'dist/commands/bench.js';

/** Which part of the bench a process forked from its bundle plays. */
export const PART = 'OKNO_BENCH_PART';

/** A process that the bench has started. */
export class Measured {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** The portal's process as it runs in production. */
  static async portal(
    kind: 'api' | 'worker',
    env: Record<string, string>,
    listen = false,
  ): Promise<Measured> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = { ...env, PORT: String(port), PUBLIC_URL: url };
    const script = listen ? BUNDLE : `dist/${kind}/main.js`;
    const child = listen
      ? begin(script, { ...settings, [PART]: 'recorder' })
      : begin(script, settings, SERVER_FLAGS);
    if (kind === 'api') {
      await untilGood(`${url}/api/health/ready`, child);
    } else {
      await message(child, (said) => 'working' in said);
    }
    return new Measured(url, child);
  }

  /** The bare server. */
  static async bare(env: Record<string, string>): Promise<Measured> {
    const child = begin(BUNDLE, { ...env, [PART]: 'bare' });
    const said = await message(child, (one) => 'address' in one);
    return new Measured(String(said['address']), child);
  }

  /** Teaches the bare server an address. */
  async route(route: BareRoute): Promise<void> {
    const learned = message(this.child, (said) => said['routed'] === route.path);
    this.child.send(route);
    await learned;
  }

  /** What the listened-to api sends to the database while `work` runs. */
  async statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
    await this.heard();
    await work();
    return this.heard();
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resident memory in MiB, now and at its highest; null where the system does not tell. */
  memory(): { now: number; peak: number } | null {
    const path = `/proc/${this.child.pid}/status`;
    if (!existsSync(path)) {
      return null;
    }
    const status = readFileSync(path, 'utf8');
    const read = (name: string): number =>
      Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024;
    return { now: read('VmRSS'), peak: read('VmHWM') };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) {
      return;
    }
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), 8_000);
    await gone;
    clearTimeout(force);
  }

  private async heard(): Promise<Statement[]> {
    const told = message(this.child, (said) => 'statements' in said);
    this.child.send('take');
    const { statements } = await told;
    return Array.isArray(statements) ? statements : [];
  }
}

/** Runs a part of the bench to its end and returns what it says. */
export async function runPart(
  part: string,
  env: Record<string, string>,
  flags: string[] = [],
): Promise<Record<string, unknown>> {
  const child = begin(BUNDLE, { ...env, [PART]: part }, flags);
  const result = await message(child, (said) => 'done' in said);
  await new Promise((resolve) => child.once('exit', resolve));
  return result;
}

function begin(
  script: string,
  env: Record<string, string>,
  execArgv: readonly string[] = [],
): ChildProcess {
  return fork(script, [], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The first message that fits. @throws Error when the process ends before */
function message(
  child: ChildProcess,
  fits: (said: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`${child.spawnargs.at(-1) ?? 'A process'} ended with ${String(code)}`));
    const heard = (said: Record<string, unknown>): void => {
      if (typeof said === 'object' && fits(said)) {
        child.off('message', heard);
        child.off('exit', ended);
        resolve(said);
      }
    };
    child.on('message', heard);
    child.once('exit', ended);
  });
}

async function untilGood(url: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + 60_000;
  while (performance.now() < end && child.exitCode === null) {
    const good = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (good) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${url} does not answer`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
