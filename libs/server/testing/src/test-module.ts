import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Background, CoreModule, CoreWorkerModule } from '@okno/server/core';

import { createTestDatabase, type TestDatabase } from './test-database';

/** Part of the portal on a database of its own, for `*.db.spec.ts`. */
export interface TestModule {
  app: INestApplicationContext;
  database: TestDatabase;
  close(): Promise<void>;
}

/** What a test needs besides the modules it names. */
export interface TestModuleOptions {
  imports: (Type | DynamicModule)[];
  /** ISO instant at which the clock stands; it is moved with `app.get(Clock).moveTo(…)`. */
  clock?: string;
  /** Starts queues, relay and timers in this process, on this Redis or (null) in PostgreSQL. */
  worker?: { redisUrl: string | null };
  env?: Record<string, string>;
}

/** Starts the named modules with core, in a fresh database. Close it in `afterAll`. */
export async function startTestModule(options: TestModuleOptions): Promise<TestModule> {
  const database = await createTestDatabase();
  const restore = setEnvironment({
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    OKNO_CLOCK: options.clock,
    REDIS_URL: options.worker?.redisUrl ?? undefined,
    QUEUE_PREFIX: `{okno-${new URL(database.url).pathname.slice(-12)}}`,
    ...options.env,
  });
  class TestRoot {}
  const root: DynamicModule = {
    module: TestRoot,
    imports: [CoreModule, ...(options.worker ? [CoreWorkerModule] : []), ...options.imports],
  };
  try {
    const app = await NestFactory.createApplicationContext(root, {
      logger: ['error', 'warn'],
      abortOnError: false,
    });
    if (options.worker) {
      app.get(Background).start();
    }
    return {
      app,
      database,
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
  } finally {
    restore();
  }
}

/** Settings are read while the modules start; afterwards the environment is as it was. */
function setEnvironment(values: Record<string, string | undefined>): () => void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  for (const [name, value] of Object.entries(values)) {
    assign(name, value);
  }
  return () => before.forEach(([name, value]) => assign(name, value));
}

function assign(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}
