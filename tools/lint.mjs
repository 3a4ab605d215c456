/**
 * Lints everything in one process: each TypeScript program is built once, not once a project.
 * The rule on module boundaries reads the project graph that Nx keeps in .nx, and checks nothing where there
 * is none: so the graph is made anew first.
 *
 *   node tools/lint.mjs [--fix] [paths]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './postgres-binaries.mjs';

const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** Makes Nx's project graph of the workspace in `root`. @throws with what Nx says */
export function makeProjectGraph(root = ROOT) {
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_INTERACTIVE: 'false' };
  const flags = [
    bin('nx', 'dist', 'bin', 'nx.js'),
    'graph',
    `--file=${join(root, 'tmp', 'graph.json')}`,
  ];
  const made = spawnSync(process.execPath, flags, { cwd: root, env, encoding: 'utf8' });
  if (made.status !== 0) {
    throw new Error(`Nx could not read the workspace:\n${made.stdout}${made.stderr}`);
  }
}

/** @returns whether eslint found nothing */
export function lint(args = []) {
  makeProjectGraph();
  const paths = args.some((arg) => !arg.startsWith('-')) ? args : [...args, '.'];
  const env = { ...process.env, NX_DAEMON: 'false' };
  const done = spawnSync(
    process.execPath,
    [bin('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', ...paths],
    { cwd: ROOT, env, stdio: 'inherit' },
  );
  return done.status === 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = lint(process.argv.slice(2)) ? 0 : 1;
}
