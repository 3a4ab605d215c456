/**
 * Keeps the portal's processes running. One that dies is started again, after a pause that doubles with each
 * death; one that keeps dying stops everything, with a sentence that says so.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './postgres-binaries.mjs';
import { SERVER_FLAGS } from './server-flags.mjs';

const MAX_DEATHS = 5;
const DEATHS_WITHIN_MS = 60_000;
/** As long as a process may take to finish its requests and jobs; then it is killed. */
const STOP_WITHIN_MS = 15_000;

/** The last lines of a log file. */
export function tailOf(path, lines = 15) {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '(no log)';
  }
}

export class Supervisor {
  #children = new Map();
  #stopping = false;

  /**
   * @param say takes a line for the person
   * @param giveUp called with a sentence when a process cannot be kept running
   * @param verbose whether the processes write to the terminal instead of their log files
   */
  constructor({ say, giveUp, logDir, verbose = false }) {
    Object.assign(this, { say, giveUp, logDir, verbose });
    mkdirSync(logDir, { recursive: true });
  }

  logOf(name) {
    return join(this.logDir, `${name}.log`);
  }

  /** Starts `script` (relative to the root) and keeps it running. */
  keep(name, script, env) {
    const one = { name, script, env, deaths: [] };
    this.#children.set(name, one);
    this.#start(one);
  }

  #start(one) {
    const log = this.verbose ? 'inherit' : openSync(this.logOf(one.name), 'a', 0o600);
    const preload = pathToFileURL(join(ROOT, 'tools', 'exit-with-parent.mjs')).href;
    one.process = spawn(
      process.execPath,
      [...SERVER_FLAGS, '--import', preload, join(ROOT, one.script)],
      {
        cwd: ROOT,
        env: one.env,
        // Its own group: Ctrl-C in the terminal reaches us alone, and we stop them in order.
        detached: process.platform !== 'win32',
        stdio: ['ignore', log, log, 'ipc'],
      },
    );
    if (typeof log === 'number') {
      closeSync(log);
    }
    one.ended = new Promise((done) => {
      one.process.once('error', (error) => done(error.message));
      one.process.once('exit', (code, signal) => done(signal ?? `exit code ${code}`));
    });
    void one.ended.then((why) => this.#onEnd(one, why));
  }

  #onEnd(one, why) {
    one.process = undefined;
    if (this.#stopping) {
      return;
    }
    const now = performance.now();
    one.deaths = one.deaths.filter((time) => now - time < DEATHS_WITHIN_MS).concat(now);
    if (one.deaths.length >= MAX_DEATHS) {
      const log = this.verbose
        ? ''
        : ` The end of ${this.logOf(one.name)}:\n${tailOf(this.logOf(one.name))}`;
      this.giveUp(
        `${one.name} stopped ${MAX_DEATHS} times within a minute (${why}), so everything is stopped.${log}`,
      );
      return;
    }
    const pauseMs = 250 * 2 ** one.deaths.length;
    this.say(`! ${one.name} stopped (${why}), starting it again in ${pauseMs / 1000} s`);
    one.timer = setTimeout(() => this.#start(one), pauseMs);
  }

  /** How often a process has died lately: a starter waiting for it need not wait any longer. */
  deathsOf(name) {
    return this.#children.get(name)?.deaths.length ?? 0;
  }

  /** Asks every process to finish and waits for it; kills what does not. */
  async stop() {
    this.#stopping = true;
    await Promise.all([...this.#children.values()].map((one) => this.#stopOne(one)));
  }

  async #stopOne(one) {
    clearTimeout(one.timer);
    const child = one.process;
    if (!child) {
      return;
    }
    child.kill('SIGTERM');
    const killer = setTimeout(() => {
      this.say(`! ${one.name} does not finish, killing it`);
      child.kill('SIGKILL');
    }, STOP_WITHIN_MS);
    await one.ended;
    clearTimeout(killer);
  }
}

/** Runs a script to its end, its output in a log file. @throws with the end of that log */
export async function runToEnd(script, env, logPath, verbose) {
  mkdirSync(dirname(logPath), { recursive: true });
  const log = verbose ? 'inherit' : openSync(logPath, 'w', 0o600);
  const child = spawn(process.execPath, [...SERVER_FLAGS, join(ROOT, script)], {
    cwd: ROOT,
    env,
    stdio: ['ignore', log, log],
  });
  const why = await new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) =>
      done(code === 0 ? undefined : (signal ?? `exit code ${code}`)),
    );
  });
  if (typeof log === 'number') {
    closeSync(log);
  }
  if (why !== undefined) {
    throw new Error(
      `${script} failed (${why}).${verbose ? '' : ` The end of ${logPath}:\n${tailOf(logPath, 25)}`}`,
    );
  }
}
