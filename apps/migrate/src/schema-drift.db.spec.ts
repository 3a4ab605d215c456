import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { DataSource } from 'typeorm';

import { MIGRATIONS } from '@okno/migrations';
import { createDataSource } from '@okno/server/core';
import { createEmptyDatabase, type TestDatabase } from '@okno/server/testing';

const SERVER = join(process.cwd(), 'libs/server');

/** Every entity of every domain: a table whose entity is forgotten would go unseen. */
async function importEntities(): Promise<void> {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.entity.ts'))) {
    await import(join(SERVER, file));
  }
}

describe('migrations and entities', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    await importEntities();
    database = await createEmptyDatabase();
    source = await createDataSource(database.url, {
      poolSize: 2,
      migrations: MIGRATIONS,
    }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('go up, down and up again, leaving nothing behind', async () => {
    await source.runMigrations();
    for (let left = MIGRATIONS.length; left > 0; left -= 1) {
      await source.undoLastMigration();
    }
    const tables: unknown[] = await source.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'`,
    );
    expect(tables).toEqual([]);
    await source.runMigrations();
  }, 60_000);

  it('agree: entities ask for nothing that the migrations do not make', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  }, 30_000);

  it('know every table: each has an entity', async () => {
    const tables: { tablename: string }[] = await source.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1`,
    );
    const known = source.entityMetadatas.map((entity) => entity.tableName);
    expect(tables.map((table) => table.tablename).filter((name) => !known.includes(name))).toEqual(
      [],
    );
  });
});
