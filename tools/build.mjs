/**
 * Builds what is stale, and only that:
 *   dist/{api,worker,migrate}/main.js   the server's three processes
 *   dist/web/                           the browser's part
 *
 *   node tools/build.mjs [api] [worker] [migrate] [web] [--force]
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { bundle } from './bundle.mjs';
import { filesBelow, isFresh, writeStamp } from './content-hash.mjs';
import { withLock } from './file-lock.mjs';
import { ROOT } from './postgres-binaries.mjs';
import { joinChunks } from './web-chunks.mjs';

export const SERVER_APPS = ['migrate', 'api', 'worker'];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const stampOf = (name) => join(ROOT, 'dist', '.stamps', `${name.replaceAll('/', '-')}.json`);

/** Bundles `entry` to `outfile` (both relative to the root) unless that is what lies there already. */
export async function buildBundle(name, entry, outfile, say) {
  const stamp = stampOf(name);
  if (existsSync(join(ROOT, outfile)) && isFresh(stamp)) {
    return false;
  }
  const start = performance.now();
  try {
    writeStamp(stamp, await bundle(entry, outfile));
  } catch (error) {
    const { formatMessages } = await import('esbuild');
    const lines = error.errors
      ? (await formatMessages(error.errors, { kind: 'error' })).join('')
      : error.stack;
    throw new Error(`Building ${name} failed. Mend what it says and start again:\n${lines}`);
  }
  say(`· built ${name} (${seconds(start)})`);
  return true;
}

const isWebSource = (path) => !/\.spec\.ts$|README\.md$/.test(path);

/** What the web build is made of. New files count too, so the folders are listed each time. */
function webSources() {
  return filesBelow(['apps/web', 'libs/web', 'libs/shared'], isWebSource);
}

function runNx(args) {
  const env = {
    ...process.env,
    // Its own second pass over the scripts: ours (web-chunks.mjs) does that work.
    NG_BUILD_OPTIMIZE_CHUNKS: 'false',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NG_CLI_ANALYTICS: 'false',
    NX_INTERACTIVE: 'false',
    FORCE_COLOR: '0',
  };
  const bin = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  return new Promise((done) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('close', (code) => done({ code, output }));
  });
}

async function buildWeb(say) {
  const sources = webSources();
  if (existsSync(join(ROOT, 'dist', 'web')) && isFresh(stampOf('web'), sources)) {
    return;
  }
  const start = performance.now();
  say('· building web, half a minute or so');
  const { code, output } = await runNx(['run', 'web:build', '--statsJson']);
  if (code !== 0) {
    throw new Error(`Building web failed. Mend what it says and start again:\n${output.trim()}`);
  }
  const size = await joinChunks(webRoot(), join('dist', 'web', 'browser-stats.json'));
  compressWeb();
  writeStamp(stampOf('web'), sources);
  say(`· built web (${seconds(start)}), shell of ${(size / 1024).toFixed(1)} KiB`);
}

/** The folder with the built index.html, relative to the root. */
export function webRoot() {
  const browser = join('dist', 'web', 'browser');
  return existsSync(join(ROOT, browser)) ? browser : join('dist', 'web');
}

/** Puts `.br` and `.gz` beside every text file, at the best level: done once here, not at each request. */
function compressWeb() {
  const isText = (path) => /\.(m?js|css|html|svg|json|txt)$/.test(path);
  for (const path of filesBelow([webRoot()], isText)) {
    const content = readFileSync(join(ROOT, path));
    if (content.length > 1024) {
      writeFileSync(join(ROOT, `${path}.br`), brotliCompressSync(content));
      writeFileSync(join(ROOT, `${path}.gz`), gzipSync(content, { level: 9 }));
    }
  }
}

/**
 * Builds the named parts that are stale, all of them when none is named.
 * @param names of api, worker, migrate, web
 */
export async function build(names = [...SERVER_APPS, 'web'], say = console.log) {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const onWait = () => say('· another build runs, waiting for it');
  await withLock(join(ROOT, 'dist', '.build.lock'), work, { onWait, timeoutMs: 900_000 });

  async function work() {
    for (const name of SERVER_APPS.filter((app) => names.includes(app))) {
      await buildBundle(name, `apps/${name}/src/main.ts`, `dist/${name}/main.js`, say);
    }
    if (names.includes('web')) {
      await buildWeb(say);
    }
  }
}

async function main(args) {
  const known = [...SERVER_APPS, 'web'];
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) {
    throw new Error(`There is no part "${unknown}". Parts: ${known.join(', ')}.`);
  }
  if (args.includes('--force')) {
    names
      .concat(names.length ? [] : known)
      .forEach((name) => rmSync(stampOf(name), { force: true }));
  }
  await build(names.length ? names : undefined);
  console.log('· everything is built');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
