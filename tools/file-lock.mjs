/**
 * A lock between processes: a file that is created only where none is, holding its owner's process id.
 * A lock whose owner is dead is broken, so a killed run never blocks the next one.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process with this id exists (also one that belongs to somebody else). */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function owner(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function tryTake(path, mark) {
  // Written aside and linked, so that the lock never exists without its owner's id in it.
  const draft = `${path}.${mark}`;
  writeFileSync(draft, mark);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function breakStale(path, mark) {
  const seen = owner(path);
  if (seen === undefined || isAlive(Number.parseInt(seen, 10))) {
    return;
  }
  const aside = `${path}.stale.${mark}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else broke it first
  }
  if (owner(aside) !== seen) {
    // A fresh lock was taken between the look and the rename: give it back.
    renameSync(aside, path);
    return;
  }
  rmSync(aside, { force: true });
}

/**
 * Runs `work` while no other process runs under the same lock.
 * @param onWait called once when another process holds the lock
 */
export async function withLock(path, work, { timeoutMs = 600_000, onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const mark = `${process.pid}-${process.hrtime.bigint().toString(36)}`;
  const deadline = performance.now() + timeoutMs;
  for (let waited = false; !tryTake(path, mark);) {
    breakStale(path, mark);
    if (!waited) {
      waited = true;
      onWait?.();
    }
    if (performance.now() > deadline) {
      throw new Error(
        `Another process (${owner(path)}) still holds ${path}. If none runs, delete it.`,
      );
    }
    await pause(50);
  }
  try {
    return await work();
  } finally {
    if (owner(path) === mark) {
      rmSync(path, { force: true });
    }
  }
}
