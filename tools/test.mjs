/**
 * `npm test`: everything that can be checked, ending with one line "N passed, N failed, N skipped".
 *
 *   npm test                          all stages
 *   npm test -- unit                  one stage: lint, format, types, build, generated, unit, db, http, web, browser
 *   npm test -- server-core           one Nx project: its lint and its tests
 *   npm test -- libs/shared/money     the tests below a path
 *
 * PostgreSQL comes along (embedded). Chromium, redis-server and clamd are used where the system has them; elsewhere
 * what needs them is skipped and named. With CI=true a missing one is a failure.
 */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { chromiumVersion, findChromium } from './chromium.mjs';
import { filesBelow } from './content-hash.mjs';
import { startTestPostgres, stopPostgres } from './embedded-postgres.mjs';
import { lint } from './lint.mjs';
import { clamdVersion } from './local-clamd.mjs';
import { redisVersion, startTestRedis, stopTestRedis } from './local-redis.mjs';
import { ROOT } from './postgres-binaries.mjs';
import { setup } from './setup.mjs';
import {
  browserStage,
  buildStages,
  jestProjects,
  jestStage,
  staticStages,
} from './test-stages.mjs';

const isCi = process.env.CI === 'true';
const total = { passed: 0, failed: 0, skipped: 0 };
const table = [];
const missing = [];

function note(name, counts, since) {
  for (const key of Object.keys(total)) {
    total[key] += counts[key];
  }
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  table.push(
    `  ${name.padEnd(34)} ${String(counts.passed).padStart(6)} ${String(counts.failed).padStart(6)} ${String(counts.skipped).padStart(7)} ${seconds.padStart(7)} s`,
  );
  const sign = counts.failed > 0 ? '✗' : counts.passed === 0 && counts.skipped > 0 ? '–' : '✓';
  console.log(`${sign} ${name} (${seconds} s)`);
  if (counts.skippedNames?.length > 0) {
    console.log(
      `! skipped in ${name}:\n${counts.skippedNames.map((one) => `    ${one}`).join('\n')}`,
    );
  }
}

async function runStage(stage) {
  const since = performance.now();
  if (stage.needs && missing.includes(stage.needs)) {
    // With CI=true the missing thing itself was counted as failed.
    console.log(`! SKIPPED: ${stage.name}, because ${stage.needs} is not installed`);
    note(stage.name, { passed: 0, failed: 0, skipped: 1 }, since);
    return;
  }
  try {
    note(stage.name, await stage.run(), since);
  } catch (error) {
    console.log(error.stack);
    note(stage.name, { passed: 0, failed: 1, skipped: 0 }, since);
  }
}

/** Runs stages side by side, as many as there are processors. */
async function runTogether(stages) {
  const waiting = [...stages];
  const lane = async () => {
    while (waiting.length > 0) {
      await runStage(waiting.shift());
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
}

function lookForTools() {
  const chromium = findChromium();
  const versions = {
    chromium: chromium && chromiumVersion(chromium),
    'redis-server': redisVersion(),
    clamd: clamdVersion(),
  };
  for (const [tool, version] of Object.entries(versions)) {
    if (version) {
      console.log(`· ${tool}: ${version}`);
      continue;
    }
    missing.push(tool);
    const advice = `install it, or run .ci/run as root on Debian`;
    console.log(
      isCi
        ? `✗ ${tool} is missing, and with CI=true nothing may be skipped: ${advice}`
        : `! ${tool} is missing: the parts that need it are skipped (${advice})`,
    );
    total.failed += isCi ? 1 : 0;
  }
  return chromium;
}

async function startServers() {
  process.env.OKNO_TEST_DATABASE_URL ||= (await startTestPostgres(process.pid)).adminUrl;
  const redis = process.env.OKNO_TEST_REDIS_URL || (await startTestRedis(process.pid));
  if (redis) {
    process.env.OKNO_TEST_REDIS_URL = redis;
  }
}

async function stopServers() {
  const how = { ifUnused: true, userPid: process.pid };
  await stopPostgres({ name: 'test-postgres', ...how });
  await stopTestRedis(how);
}

function allStages(chromium) {
  const jest = jestProjects().map((name) => jestStage(name, ['--selectProjects', name]));
  return {
    together: staticStages(),
    inOrder: [...buildStages(), ...jest, browserStage(chromium)].filter(Boolean),
  };
}

function nxProjectRoot(name) {
  const files = filesBelow(['apps', 'libs', 'db', 'bench', 'tools'], (path) =>
    path.endsWith('project.json'),
  );
  const found = files.find(
    (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')).name === name,
  );
  return found && dirname(found);
}

/** The stages that one word of the command line asks for. */
function stagesFor(word, chromium) {
  const { together, inOrder } = allStages(chromium);
  const named = [...together, ...inOrder].filter(
    (stage) => stage.name === word || stage.name.startsWith(`${word} `),
  );
  if (named.length > 0) {
    const needsBuild = word === 'browser' ? [buildStages()[0]] : [];
    return [...needsBuild, ...named];
  }
  if (word.startsWith('apps/e2e/browser') && !word.endsWith('.spec.ts')) {
    return [buildStages()[0], browserStage(chromium, [word])].filter(Boolean);
  }
  const root = nxProjectRoot(word);
  if (root) {
    const lintOnly = {
      name: `lint ${root}`,
      run: () =>
        lint([root]) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 },
    };
    return [lintOnly, jestStage(word, ['--', root])];
  }
  if (existsSync(join(ROOT, word)) || word.includes('/')) {
    return [jestStage(word, ['--', word])];
  }
  const names = [...together, ...inOrder].map((stage) => stage.name.split(' ')[0]);
  throw new Error(
    `"${word}" is no stage (${[...new Set(names)].join(', ')}), no Nx project and no path.`,
  );
}

async function main(words) {
  await setup();
  const chromium = lookForTools();
  const parts = words.flatMap((word) => stagesFor(word, chromium));
  try {
    await startServers();
    if (words.length > 0) {
      for (const stage of parts) {
        await runStage(stage);
      }
    } else {
      const { together, inOrder } = allStages(chromium);
      await runTogether(together);
      for (const stage of inOrder) {
        await runStage(stage);
      }
    }
  } finally {
    await stopServers();
  }
  console.log(`\n  ${'stage'.padEnd(34)} passed failed skipped    time\n${table.join('\n')}\n`);
  if (total.passed + total.failed === 0) {
    throw new Error('No test was run.');
  }
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
