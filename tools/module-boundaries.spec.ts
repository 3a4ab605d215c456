/**
 * Proves that the lint rule on module boundaries is in force and bites: a small workspace of our shape is made
 * in a temporary folder, Nx draws its graph, and the real eslint with our real rule looks at it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = process.cwd();
const MODULES = join(ROOT, 'node_modules');
const NX_OFF = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
  NODE_OPTIONS: '',
};

interface Finding {
  filePath: string;
  messages: { ruleId: string; message: string }[];
}

/** A workspace with one lib per scope and tier we need, and the files that break, or keep, a rule. */
const LIBS: Record<string, { scope: string; tier: number; files: Record<string, string> }> = {
  'shared/money': {
    scope: 'shared',
    tier: 0,
    files: { 'index.ts': 'export const kopecks = 100;' },
  },
  'server/core': {
    scope: 'server',
    tier: 1,
    files: {
      'index.ts': `import { kopecks } from '@okno/shared/money';\nexport const core = kopecks;`,
      'upward.ts': `import { documents } from '@okno/server/documents';\nexport const up = documents;`,
      'secret.ts': 'export const secret = 1;',
    },
  },
  'server/catalogue': {
    scope: 'server',
    tier: 3,
    files: {
      'index.ts': `import { core } from '@okno/server/core';\nexport const catalogue = core;`,
      'sideways.ts': `import { documents } from '@okno/server/documents';\nexport const side = documents;`,
      'reach.ts': `import { secret } from '../../core/src/secret';\nexport const reached = secret;`,
      'package.ts': `import { inject } from '@angular/core';\nexport const banned = inject;`,
      'uses-testing.ts': `import { testing } from '@okno/server/testing';\nexport const used = testing;`,
      'uses-testing.spec.ts': `import { testing } from '@okno/server/testing';\nexport const used = testing;`,
    },
  },
  'server/documents': {
    scope: 'server',
    tier: 3,
    files: { 'index.ts': 'export const documents = 1;' },
  },
  'server/review': {
    scope: 'server',
    tier: 6,
    files: {
      'index.ts': `import { catalogue } from '@okno/server/catalogue';\nexport const review = catalogue;`,
    },
  },
  'server/testing': {
    scope: 'testing',
    tier: -1,
    files: {
      'index.ts': `import { catalogue } from '@okno/server/catalogue';\nexport const testing = catalogue;`,
    },
  },
  'web/ui': {
    scope: 'web',
    tier: 1,
    files: {
      'index.ts': `import { kopecks } from '@okno/shared/money';\nexport const ui = kopecks;`,
      'server.ts': `import { contracts } from '@okno/server/contracts';\nexport const wire = contracts;`,
    },
  },
  'server/contracts': {
    scope: 'server',
    tier: 0,
    files: { 'index.ts': 'export const contracts = 1;' },
  },
};

function write(path: string, content: string | object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

function makeWorkspace(root: string): void {
  symlinkSync(MODULES, join(root, 'node_modules'), 'dir');
  // Nx knows packages from the lockfile.
  copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  copyFileSync(join(ROOT, 'package-lock.json'), join(root, 'package-lock.json'));
  write(join(root, 'nx.json'), {
    useInferencePlugins: false,
    neverConnectToCloud: true,
    analytics: false,
  });
  const scopes = ['shared', 'server', 'web'].map((scope) => [
    `@okno/${scope}/*`,
    [`./libs/${scope}/*/src/index.ts`],
  ]);
  write(join(root, 'tsconfig.base.json'), {
    compilerOptions: { paths: Object.fromEntries(scopes) },
  });
  for (const [path, lib] of Object.entries(LIBS)) {
    const tags = [`scope:${lib.scope}`, ...(lib.tier < 0 ? [] : [`tier:${lib.tier}`])];
    const dir = join(root, 'libs', path);
    write(join(dir, 'project.json'), {
      name: path.replace('/', '-'),
      projectType: 'library',
      sourceRoot: `libs/${path}/src`,
      tags,
    });
    Object.entries(lib.files).forEach(([name, content]) => write(join(dir, 'src', name), content));
  }
  write(
    join(root, 'eslint.config.mjs'),
    `import nx from '@nx/eslint-plugin';
     import tseslint from 'typescript-eslint';
     import { moduleBoundaries } from '${pathToFileURL(join(ROOT, 'tools', 'lint-rules.mjs')).href}';
     const use = (options) => ({ '@nx/enforce-module-boundaries': moduleBoundaries(options) });
     export default [
       { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { '@nx': nx }, rules: use() },
       { files: ['**/*.spec.ts'], rules: use({ forTests: true }) },
     ];`,
  );
}

function lintWorkspace(root: string): Finding[] {
  const graph = ['nx/dist/bin/nx.js', 'graph', `--file=${join(root, 'graph.json')}`];
  execFileSync(process.execPath, [join(MODULES, graph[0] ?? ''), ...graph.slice(1)], {
    cwd: root,
    env: NX_OFF,
    stdio: 'pipe',
  });
  const flags = [join(MODULES, 'eslint', 'bin', 'eslint.js'), '--format', 'json', 'libs'];
  return JSON.parse(
    spawnSync(process.execPath, flags, { cwd: root, env: NX_OFF, encoding: 'utf8' }).stdout,
  );
}

describe('module boundaries', () => {
  let root: string;
  let findings: Finding[];

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'okno-boundaries-'));
    makeWorkspace(root);
    findings = lintWorkspace(root);
  }, 120_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const said = (file: string): string[] =>
    findings
      .find((one) => one.filePath.endsWith(join('libs', file)))
      ?.messages.map((one) => one.message) ?? ['was not linted'];

  it.each([
    [
      'an import of a higher tier',
      'server/core/src/upward.ts',
      /tagged with "tier:1" can only depend on/,
    ],
    [
      'an import of the same tier',
      'server/catalogue/src/sideways.ts',
      /tagged with "tier:3" can only depend on/,
    ],
    [
      'a server lib in the browser',
      'web/ui/src/server.ts',
      /tagged with "scope:web" can only depend on/,
    ],
    [
      'a relative path into another lib',
      'server/catalogue/src/reach.ts',
      /cannot be imported by a relative or absolute path/,
    ],
    [
      'a browser package on the server',
      'server/catalogue/src/package.ts',
      /not allowed to import "@angular\/core"/,
    ],
    [
      'the testing lib outside specs',
      'server/catalogue/src/uses-testing.ts',
      /tagged with "scope:server" can only depend on/,
    ],
  ])('rejects %s', (_what, file, message) => {
    expect(said(file)).toEqual([expect.stringMatching(message)]);
  });

  it('lets everything else pass', () => {
    const good = Object.keys(LIBS)
      .map((lib) => `${lib}/src/index.ts`)
      .concat('server/catalogue/src/uses-testing.spec.ts');
    expect(good.flatMap((file) => said(file))).toEqual([]);
  });

  it('is an error in this workspace', () => {
    const probe = join(ROOT, 'libs', 'server', 'testing', 'src', 'jest-global-setup.ts');
    const eslint = join(MODULES, 'eslint', 'bin', 'eslint.js');
    const config = execFileSync(process.execPath, [eslint, '--print-config', probe], {
      cwd: ROOT,
      env: NX_OFF,
      encoding: 'utf8',
    });
    expect(JSON.parse(config).rules['@nx/enforce-module-boundaries'][0]).toBe(2);
  });
});
