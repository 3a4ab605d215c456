import { createHash } from 'node:crypto';

import pg from 'pg';

import { MIGRATIONS } from '@okno/migrations';
import { createDataSource, migrateQueues, newId } from '@okno/server/core';

/** A database of its own for one spec file. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Prefix of template and test databases, so that a left-over is recognised. */
const PREFIX = 'okno_test';
const LOCK = 4_205_000_002;

/** A fresh database with every migration applied: a copy of a template made once per set of migrations. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    const template = await ensureTemplate(admin);
    return await copyOf(admin, template);
  } finally {
    await admin.end();
  }
}

/** An empty database, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    const name = `${PREFIX}_${newId().replaceAll('-', '')}`;
    await admin.query(`CREATE DATABASE ${name}`);
    return { url: urlOf(name), drop: () => dropDatabase(name) };
  } finally {
    await admin.end();
  }
}

/** Redis for the tests, or undefined where redis-server is not installed. */
export function testRedisUrl(): string | undefined {
  return process.env['OKNO_TEST_REDIS_URL'];
}

/**
 * A copy of a database that `prepare` has filled once for this `key` (reference and demo data, say):
 * preparing takes seconds, copying milliseconds.
 */
export async function createPreparedDatabase(
  key: string,
  prepare: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    const digest = createHash('sha256').update(`${fingerprint()}${key}`).digest('hex').slice(0, 16);
    const template = await ensure(admin, `${PREFIX}_prepared_${digest}`, prepare);
    return await copyOf(admin, template);
  } finally {
    await admin.end();
  }
}

async function copyOf(admin: pg.Client, template: string): Promise<TestDatabase> {
  const name = `${PREFIX}_${newId().replaceAll('-', '')}`;
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return { url: urlOf(name), drop: () => dropDatabase(name) };
}

function ensureTemplate(admin: pg.Client): Promise<string> {
  return ensure(admin, `${PREFIX}_template_v2_${fingerprint()}`, async (url) => {
    const source = await createDataSource(url, {
      poolSize: 1,
      migrations: MIGRATIONS,
    }).initialize();
    await source.runMigrations();
    await source.destroy();
    await migrateQueues(url);
  });
}

async function ensure(
  admin: pg.Client,
  name: string,
  prepare: (url: string) => Promise<void>,
): Promise<string> {
  await admin.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    const found = await admin.query(
      'SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate',
      [name],
    );
    if (found.rowCount === 0) {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
      await admin.query(`CREATE DATABASE ${name}`);
      await prepare(urlOf(name));
      await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
    }
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
  return name;
}

/** Of the migrations' own code: an edited migration makes a new template. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const migration of MIGRATIONS) {
    const { up, down }: { up: unknown; down: unknown } = migration.prototype;
    hash.update(`${migration.name}${String(up)}${String(down)}`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function dropDatabase(name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function adminUrl(): string {
  const url = process.env['OKNO_TEST_DATABASE_URL'];
  if (url === undefined) {
    throw new Error(
      'OKNO_TEST_DATABASE_URL is not set: run the test through jest, whose global set-up starts PostgreSQL',
    );
  }
  return url;
}
