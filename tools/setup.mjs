/**
 * Makes the working tree ready: `npm start`, `npm test` and `npm run build` call it first, so each of them
 * works on a fresh clone. It runs on the machine's own Node (20.19 or newer) and uses nothing but Node, since
 * there may be no node_modules yet. Node 24 itself comes with the packages (node_modules/.bin/node).
 *
 * Packages are installed when package-lock.json is not what node_modules was made from. Install scripts are
 * not run: nothing is downloaded or executed but what the lockfile names. Safe to run many at a time.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from './file-lock.mjs';
import { hydrateSymlinks, ROOT } from './postgres-binaries.mjs';

const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.okno-lockfile-sha256');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(
      `Node ${process.versions.node} is too old: install Node 20.19 or newer (nodejs.org).`,
    );
  }
}

function lockfileHash() {
  const path = join(ROOT, 'package-lock.json');
  return createHash('sha256')
    .update(readFileSync(path))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Whether node_modules holds what the lockfile names, by npm's own record of what it installed. True after
 * somebody ran `npm install` to add a package, where a second installation would only take time.
 */
function installedByHand() {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(record)) {
    return false;
  }
  const wanted = readJson(join(ROOT, 'package-lock.json')).packages;
  const installed = readJson(record).packages;
  return Object.entries(wanted).every(([path, one]) => {
    const present = installed[path];
    return path === '' || (present ? present.version === one.version : one.optional || one.peer);
  });
}

function install() {
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = npm?.endsWith('.js')
    ? [process.execPath, [npm, ...flags]]
    : ['npm', flags];
  const shell = process.platform === 'win32' && command === 'npm';
  const done = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  if (done.status !== 0) {
    throw new Error(
      'Installing the packages failed: see the lines above. Check the network and the npm registry ("npm ping"), then start again.',
    );
  }
}

/** @param say takes a line for the person who waits */
export async function setup(say = console.log) {
  checkNode();
  const wanted = lockfileHash();
  const isFresh = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
  if (isFresh()) {
    return;
  }
  const onWait = () => say('· another process is setting up, waiting for it');
  await withLock(join(ROOT, '.okno', 'setup.lock'), work, { timeoutMs: 1_800_000, onWait });

  function work() {
    if (isFresh()) {
      return;
    }
    if (!installedByHand()) {
      say('· installing packages (npm ci), about a minute');
      install();
    }
    hydrateSymlinks();
    writeFileSync(STAMP, wanted);
    say('· packages are ready');
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setup().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
