import { existsSync } from 'node:fs';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { moduleBoundaries, oknoPlugin } from './tools/lint-rules.mjs';

const SPECS = ['**/*.spec.ts'];
/** Programs that drive the portal from outside, and what only they and the specs use. */
const DRIVERS = [
  'apps/e2e/**/*.ts',
  'bench/**/*.ts',
  'tools/**/*.ts',
  'libs/server/testing/**/*.ts',
];
const WEB = ['apps/web/**/*.ts', 'libs/web/**/*.ts'];
const SERVER = [
  'apps/{api,worker,migrate,e2e}/**/*.ts',
  'libs/server/**/*.ts',
  'db/**/*.ts',
  'bench/**/*.ts',
];
const SHARED = ['libs/shared/**/*.ts'];

const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read in libs/server/core/src/config only: ask for a config class.',
};
const NO_CLOCK = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
].map((selector) => ({ selector, message: 'Ask Clock for the time, or take it as a parameter.' }));
const NO_FETCH = {
  selector: "CallExpression[callee.name='fetch']",
  message: 'The outside world is reached through an adapter (*.adapter.ts).',
};
const restricted = (...rules) => ['error', ...rules];

/** Type information for these files comes from one program, so a whole run builds each program once. */
const typedBy = (files, ...projects) => ({
  files,
  languageOptions: {
    parserOptions: {
      project: projects.filter((path) => existsSync(path)),
      tsconfigRootDir: import.meta.dirname,
    },
  },
});

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'tmp/**',
      '.okno/**',
      '.nx/**',
      '.angular/**',
      'coverage/**',
      'node_modules/**',
      'libs/web/api-client/src/**', // generated
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin, '@nx': nx, okno: oknoPlugin },
    rules: {
      eqeqeq: 'error',
      curly: 'error',
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': restricted(NO_ENVIRONMENT, ...NO_CLOCK, NO_FETCH),
      'okno/file-name': 'error',
      '@nx/enforce-module-boundaries': moduleBoundaries(),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  typedBy(SERVER, 'tsconfig.server.json'),
  typedBy(SHARED, 'tsconfig.shared.json'),
  typedBy(WEB, 'apps/web/tsconfig.app.json', 'apps/web/tsconfig.spec.json'),
  {
    files: [...SERVER, ...SHARED, ...WEB],
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: [...SERVER, ...SHARED, ...WEB],
    ignores: [...SPECS, ...DRIVERS],
    rules: {
      // An `any` that a library hands us must not spread unseen.
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
    },
  },
  {
    files: ['libs/server/core/src/config/**/*.ts', 'libs/server/core/src/config*.ts'],
    rules: { 'no-restricted-syntax': restricted(...NO_CLOCK, NO_FETCH) },
  },
  {
    files: ['**/clock.ts', '**/*.clock.ts'],
    rules: { 'no-restricted-syntax': restricted(NO_ENVIRONMENT, NO_FETCH) },
  },
  {
    files: ['**/*.adapter.ts'],
    rules: { 'no-restricted-syntax': restricted(NO_ENVIRONMENT, ...NO_CLOCK) },
  },
  // One statement of SQL is one string, however long; a migration is a list of them.
  { files: ['db/migrations/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': restricted(...NO_CLOCK),
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@nx/enforce-module-boundaries': moduleBoundaries({ forTests: true }),
    },
  },
  {
    files: DRIVERS,
    rules: {
      'no-restricted-syntax': 'off',
      '@nx/enforce-module-boundaries': moduleBoundaries({ forTests: true }),
    },
  },
  {
    files: WEB,
    plugins: { '@angular-eslint': angular.tsPlugin },
    processor: angular.processInlineTemplates,
    rules: {
      ...Object.assign({}, ...angular.configs.tsRecommended.map((config) => config.rules ?? {})),
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: ['okno', 'ok'], style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: ['okno', 'ok'], style: 'camelCase' },
      ],
    },
  },
  {
    files: ['apps/web/**/*.html', 'libs/web/**/*.html'],
    ignores: ['apps/web/src/index.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    files: ['**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      curly: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-lines': ['error', 400],
    },
  },
);
