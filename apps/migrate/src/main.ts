import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';

import { MIGRATIONS } from '@okno/migrations';
import {
  ConfigError,
  CoreConfig,
  createDataSource,
  loadConfig,
  migrateQueues,
  ReferenceData,
} from '@okno/server/core';

import { MigrateAppModule } from './migrate.module';

/** One migration at a time, however many processes start together. */
const LOCK = 4_205_000_001;

async function main(): Promise<void> {
  const config = loadConfig(CoreConfig);
  const source = await createDataSource(config.directUrl, {
    poolSize: 2,
    migrations: MIGRATIONS,
  }).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const done = await source.runMigrations();
    await migrateQueues(config.directUrl);
    process.stdout.write(`Migrations: ${done.length} new, ${MIGRATIONS.length} in all\n`);
    const app = await NestFactory.createApplicationContext(MigrateAppModule, {
      logger: ['error', 'warn', 'log'],
      abortOnError: false,
    });
    await app.get(ReferenceData).load();
    await app.close();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await runner.release();
    await source.destroy();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exit(1);
});
