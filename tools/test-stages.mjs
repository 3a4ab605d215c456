/**
 * The stages of `npm test`. A stage answers { passed, failed, skipped } and the names of what it skipped.
 * What is no test runner (lint, types, …) counts as one test.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './postgres-binaries.mjs';

const RESULTS = join(ROOT, 'tmp', 'test');
/** How long a runner may linger after its results are written: longer means something was left open. */
const LINGER_MS = 30_000;

const bin = (...path) => join(ROOT, 'node_modules', ...path);
export const JEST = [bin('jest', 'bin', 'jest.js'), '--passWithNoTests', '--maxWorkers=2'];

/**
 * Runs a Node script to its end.
 * @param quiet keeps its output back and prints it in one piece when it failed, for stages side by side
 * @param resultFile once this exists the script should end by itself soon
 */
function runNode(args, { quiet = false, env = process.env, resultFile } = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    let lingered = false;
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    let seenAt;
    const watch = setInterval(() => {
      seenAt ??= resultFile && existsSync(resultFile) ? performance.now() : undefined;
      if (seenAt && performance.now() - seenAt > LINGER_MS) {
        lingered = true;
        child.kill('SIGKILL');
      }
    }, 1000);
    child.once('error', (error) => (output += error.message));
    child.once('close', (code) => {
      clearInterval(watch);
      if (quiet && code !== 0) {
        process.stdout.write(output);
      }
      done({ ok: code === 0, lingered });
    });
  });
}

const oneTest = async (work) =>
  (await work).ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };

function typeChecks() {
  const server = ['tsconfig.shared.json', 'tsconfig.server.json'];
  const web = ['apps/web/tsconfig.app.json', 'apps/web/tsconfig.spec.json'];
  return [...server, ...web]
    .filter((path) => existsSync(join(ROOT, path)))
    .map((path) => ({
      name: `types ${path}`,
      run: () =>
        oneTest(
          runNode([bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', path], { quiet: true }),
        ),
    }));
}

/** Checks that read the sources and nothing else; they may run side by side. */
export function staticStages() {
  return [
    {
      name: 'lint',
      run: () => oneTest(runNode([join(ROOT, 'tools', 'lint.mjs')], { quiet: true })),
    },
    {
      name: 'format',
      run: () =>
        oneTest(
          runNode([bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'], {
            quiet: true,
          }),
        ),
    },
    ...typeChecks(),
  ];
}

/** The build, and that what is generated from code is what is committed. */
export function buildStages() {
  return [
    { name: 'build', run: () => oneTest(runNode([join(ROOT, 'tools', 'build.mjs')])) },
    {
      name: 'generated',
      run: () => oneTest(runNode([join(ROOT, 'tools', 'generate.mjs'), '--check'])),
    },
  ];
}

/** The names of jest's projects, in the order they are listed in jest.config.ts. */
export function jestProjects() {
  const config = readFileSync(join(ROOT, 'jest.config.ts'), 'utf8');
  return [...config.matchAll(/displayName: '([^']+)'/g)].map((match) => match[1]);
}

function countsOf(file) {
  const results = JSON.parse(readFileSync(file, 'utf8'));
  const tests = results.testResults.flatMap((suite) => suite.assertionResults);
  const skippedTests = tests.filter((test) =>
    ['pending', 'todo', 'disabled', 'skipped'].includes(test.status),
  );
  return {
    passed: results.numPassedTests,
    // A file that could not even be loaded has no tests in it, and must not go unseen.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: skippedTests.length,
    skippedNames: skippedTests.map((test) => test.fullName),
  };
}

/** Tests of some of jest's projects, or of some paths. */
export function jestStage(name, args) {
  return {
    name,
    run: async () => {
      mkdirSync(RESULTS, { recursive: true });
      const file = join(RESULTS, `${name.replaceAll(/\W+/g, '-')}.json`);
      rmSync(file, { force: true });
      const flags = [
        '--experimental-vm-modules',
        '--no-warnings',
        ...JEST,
        '--json',
        `--outputFile=${file}`,
        ...args,
      ];
      const { ok, lingered } = await runNode(flags, {
        resultFile: file,
        env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      });
      if (!existsSync(file)) {
        return { passed: 0, failed: 1, skipped: 0 };
      }
      const counts = countsOf(file);
      if (lingered) {
        console.log(
          `! ${name}: the tests ended but their process did not: something is left open (an app, a pool, a queue)`,
        );
      }
      return { ...counts, failed: counts.failed + (ok || counts.failed > 0 ? 0 : 1) };
    },
  };
}

/** The journeys in a real browser. The runner writes its counts to OKNO_RESULT_FILE. */
export function browserStage(chromium, args = []) {
  const runner = join(ROOT, 'apps', 'e2e', 'browser', 'run.mjs');
  if (!existsSync(runner)) {
    return undefined;
  }
  return {
    name: 'browser',
    needs: 'chromium',
    run: async () => {
      mkdirSync(RESULTS, { recursive: true });
      const file = join(RESULTS, 'browser.json');
      rmSync(file, { force: true });
      const { ok, lingered } = await runNode([runner, ...args], {
        resultFile: file,
        env: { ...process.env, OKNO_CHROMIUM: chromium, OKNO_RESULT_FILE: file },
      });
      if (!existsSync(file)) {
        return { passed: 0, failed: 1, skipped: 0 };
      }
      const counts = { skipped: 0, ...JSON.parse(readFileSync(file, 'utf8')) };
      return {
        ...counts,
        failed: counts.failed + ((ok && !lingered) || counts.failed > 0 ? 0 : 1),
      };
    },
  };
}
