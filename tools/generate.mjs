/**
 * Everything in the tree that is made from code and committed all the same:
 *   openapi.json                 from the DTO classes
 *   libs/web/api-client/src      the browser's client, from openapi.json
 *   .env.example                 from the config classes
 *
 *   node tools/generate.mjs            writes them
 *   node tools/generate.mjs --check    fails when what is committed is not what the code gives
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { filesBelow } from './content-hash.mjs';
import { startTestPostgres, stopPostgres } from './embedded-postgres.mjs';
import { ROOT } from './postgres-binaries.mjs';

const DRAFT = join('tmp', 'generated');
const CLIENT = join('libs', 'web', 'api-client', 'src');
const PRODUCTS = ['openapi.json', '.env.example', CLIENT];

function run(title, args, env = process.env) {
  const done = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (done.status !== 0) {
    throw new Error(
      `${title} failed (${done.error?.message ?? done.status ?? done.signal}):\n${done.stdout}${done.stderr}`,
    );
  }
}

/** The api wires its modules to describe itself, and its database module wants a database to be there. */
async function describeApi() {
  const own = !process.env.OKNO_TEST_DATABASE_URL;
  const url = own
    ? (await startTestPostgres(process.pid)).adminUrl
    : process.env.OKNO_TEST_DATABASE_URL;
  // Nobody's settings but the defaults may show in what is committed.
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url,
    OKNO_MODE: 'development',
    LOG_LEVEL: 'error',
  };
  try {
    run(
      'Writing .env.example',
      ['dist/api/main.js', '--env-example', join(DRAFT, '.env.example')],
      env,
    );
    run(
      'Writing openapi.json',
      ['dist/api/main.js', '--openapi', join(DRAFT, 'openapi.json')],
      env,
    );
  } finally {
    if (own) {
      await stopPostgres({ name: 'test-postgres', ifUnused: true, userPid: process.pid });
    }
  }
}

function generateClient() {
  const generator = join('node_modules', 'ng-openapi-gen', 'lib', 'index.js');
  const flags = [
    '--input',
    join(DRAFT, 'openapi.json'),
    '--output',
    join(DRAFT, CLIENT),
    '--indexFile',
    'true',
    '--silent',
    'true',
    '--ignoreUnusedModels',
    'false',
  ];
  run('Generating the client', [generator, ...flags]);
}

/**
 * The generator does not know `exactOptionalPropertyTypes`: it hands on `context: undefined`. Its own request
 * builder is the one place where that matters, so that is where it is allowed.
 */
function adaptToStrictTypes() {
  const path = join(ROOT, DRAFT, CLIENT, 'request-builder.ts');
  const source = readFileSync(path, 'utf8');
  const adapted = source.replace('context?: HttpContext;', 'context?: HttpContext | undefined;');
  if (adapted === source) {
    throw new Error(`${path} has changed its shape: see adaptToStrictTypes in tools/generate.mjs.`);
  }
  writeFileSync(
    path,
    `// @ts-nocheck: generated without exactOptionalPropertyTypes in mind\n${adapted}`,
  );
}

const textOf = (path) =>
  existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined;

/** Paths whose committed content differs from the fresh one. */
function differences() {
  const below = (root) =>
    filesBelow([join(root, CLIENT)]).map((path) => relative(root || '.', path));
  const paths = new Set(['openapi.json', '.env.example', ...below(DRAFT), ...below('')]);
  return [...paths]
    .filter((path) => textOf(join(ROOT, path)) !== textOf(join(ROOT, DRAFT, path)))
    .sort();
}

/** @returns {Promise<string[]>} the paths that were, or with `check` would be, written anew */
export async function generate({ check = false, say = console.log } = {}) {
  rmSync(join(ROOT, DRAFT), { recursive: true, force: true });
  mkdirSync(join(ROOT, DRAFT), { recursive: true });
  await build(['api'], say);
  await describeApi();
  generateClient();
  adaptToStrictTypes();
  const changed = differences();
  if (!check && changed.length > 0) {
    rmSync(join(ROOT, CLIENT), { recursive: true, force: true });
    for (const product of PRODUCTS) {
      mkdirSync(dirname(join(ROOT, product)), { recursive: true });
      cpSync(join(ROOT, DRAFT, product), join(ROOT, product), { recursive: true });
    }
  }
  return changed;
}

async function main(args) {
  const check = args.includes('--check');
  const changed = await generate({ check });
  const list = changed.map((path) => `  ${path}`).join('\n');
  if (changed.length === 0) {
    console.log('· openapi.json, the client and .env.example are what the code gives');
  } else if (check) {
    throw new Error(
      `These files are not what the code gives. Run "npm run generate" and commit them:\n${list}`,
    );
  } else {
    console.log(`· written:\n${list}`);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
