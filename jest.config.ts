import type { Config } from 'jest';

const swc: [string, Record<string, unknown>] = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

const server = {
  rootDir: '.',
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: {
    '^@okno/(shared|server)/(.*)$': '<rootDir>/libs/$1/$2/src/index.ts',
    '^@okno/migrations$': '<rootDir>/db/migrations/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tmp/', '<rootDir>/.okno/'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
} satisfies Config;

/** Three kinds of test, told apart by the end of the file's name (STYLE: small, medium, end to end). */
const config: Config = {
  // These machines are shared: a first test may wait for a template database or a build.
  testTimeout: 60_000,
  projects: [
    {
      ...server,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/(libs/shared|libs/server|apps/api|apps/worker|apps/migrate|apps/e2e|db|tools|bench)/**/!(*.db|*.e2e).spec.ts',
      ],
    },
    {
      ...server,
      displayName: 'db',
      testMatch: ['<rootDir>/(libs|apps|db)/**/*.db.spec.ts'],
      globalSetup: '<rootDir>/libs/server/testing/src/jest-global-setup.ts',
    },
    {
      ...server,
      displayName: 'http',
      testMatch: ['<rootDir>/apps/**/*.e2e.spec.ts'],
      globalSetup: '<rootDir>/libs/server/testing/src/jest-global-setup.ts',
    },
    {
      rootDir: '.',
      displayName: 'web',
      testMatch: ['<rootDir>/(apps/web|libs/web)/**/*.spec.ts'],
      testEnvironment: 'jsdom',
      setupFilesAfterEnv: ['<rootDir>/apps/web/src/test-setup.ts'],
      transform: {
        '^.+\\.(ts|html)$': [
          'jest-preset-angular',
          {
            tsconfig: '<rootDir>/apps/web/tsconfig.spec.json',
            stringifyContentPathRegex: '\\.html$',
          },
        ],
      },
      transformIgnorePatterns: ['node_modules/'],
      moduleNameMapper: { '^@okno/(shared|web)/(.*)$': '<rootDir>/libs/$1/$2/src/index.ts' },
      modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tmp/', '<rootDir>/.okno/'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
    },
  ],
};

export default config;
