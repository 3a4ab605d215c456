import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { DataSource, getMetadataArgsStorage, type MigrationInterface } from 'typeorm';
import { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

import { CoreConfig } from '../config/core.config';
import { SnakeNaming } from './snake-naming';
import { TripSocket } from './trip-socket';
import { Trips } from './trips';
import { Tx } from './tx';

const INT8 = 20;
const DATE = 1082;
/** SQLSTATE of a serialisation failure and of a deadlock: the whole work may simply run again. */
const RETRY = new Set(['40001', '40P01']);
const TRIES = 4;
/** Class of the SQLSTATEs of broken constraints. */
const INTEGRITY = '23';

/** Named like all that runs often: prepared once, and sent together with what stands beside them. */
const BEGIN = { name: 'begin', text: 'BEGIN' };
const COMMIT = { name: 'commit', text: 'COMMIT' };

pg.types.setTypeParser(INT8, safeInteger);
pg.types.setTypeParser(DATE, (value) => value);

/** How a process reaches PostgreSQL: one pool, shared by named statements, transactions and TypeORM. */
@Injectable()
export class Database implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(Database.name);
  private readonly trips = new Trips(() => this.pool.connect());
  readonly dataSource: DataSource;

  constructor(config: CoreConfig) {
    this.dataSource = createDataSource(config.databaseUrl, { poolSize: config.databasePool });
  }

  async onModuleInit(): Promise<void> {
    if (!this.dataSource.isInitialized) {
      await this.dataSource.initialize();
      this.pool.on('error', (error: Error) => this.log.warn(`Lost a connection: ${error.message}`));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) {
      await this.dataSource.destroy();
    }
  }

  /** Rows as selected; see {@link Tx.query}. */
  async query<R extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<R[]> {
    return (await this.pool.query<R>(sql, params)).rows;
  }

  /**
   * The same with a prepared statement: a third faster for what runs often. One name, one text. Those that
   * are asked for at once go together, one behind the other: what takes long is not for here.
   */
  async named<R extends pg.QueryResultRow>(
    name: string,
    sql: string,
    params: unknown[] = [],
  ): Promise<R[]> {
    return (await this.trips.query<R>({ name, text: sql, values: params })).rows;
  }

  /**
   * Runs `work` in one transaction. On a deadlock or a serialisation failure the whole work runs
   * again, so it must have no effect outside the database.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt >= TRIES || !RETRY.has(sqlState(error))) {
          throw error;
        }
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let lost: Error | undefined;
    try {
      // Nobody waits for BEGIN: it goes with the first statement, whose failure tells of it too.
      const begun = client.query(BEGIN);
      begun.catch(() => undefined);
      const tx = new Tx(client);
      const result = await work(tx);
      await begun;
      await commit(client, tx);
      return result;
    } catch (error) {
      lost = await rollback(client);
      throw error;
    } finally {
      client.release(lost);
    }
  }

  private get pool(): pg.Pool {
    return poolOf(this.dataSource);
  }
}

/** A TypeORM data source over every entity that the process has imported. */
export function createDataSource(
  url: string,
  options: { poolSize: number; migrations?: (new () => MigrationInterface)[] },
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: getMetadataArgsStorage().tables.flatMap((table) =>
      typeof table.target === 'function' ? [table.target] : [],
    ),
    namingStrategy: new SnakeNaming(),
    migrations: options.migrations ?? [],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: options.poolSize,
    extra: {
      connectionTimeoutMillis: 5_000,
      application_name: 'okno',
      // Statements that do not wait for each other's answers share a trip to the server.
      pipeline: true,
      stream: () => new TripSocket(),
    },
  });
}

/** SQLSTATE of a database error, or an empty string for any other. */
export function sqlState(error: unknown): string {
  return typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : '';
}

/** Sends what still waits, and the COMMIT with it: after a failure PostgreSQL takes the COMMIT for a ROLLBACK. */
async function commit(client: pg.PoolClient, tx: Tx): Promise<void> {
  const [written, committed] = await Promise.allSettled([tx.flush(), client.query(COMMIT)]);
  if (written.status === 'rejected') {
    throw written.reason;
  }
  if (committed.status === 'rejected') {
    throw committed.reason;
  }
  if (committed.value.command !== 'COMMIT') {
    throw new Error('The transaction was rolled back: one of its statements had failed unheard');
  }
}

/** Whether a database error says that a row would break this constraint or unique index. */
export function breaks(error: unknown, constraint: string): boolean {
  return (
    sqlState(error).startsWith(INTEGRITY) &&
    typeof error === 'object' &&
    error !== null &&
    'constraint' in error &&
    error.constraint === constraint
  );
}

/** Undoes what a transaction has done; a connection that cannot even do that is given up. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function poolOf(dataSource: DataSource): pg.Pool {
  if (!(dataSource.driver instanceof PostgresDriver)) {
    throw new Error('The data source is not PostgreSQL');
  }
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- TypeORM keeps the pool untyped
  return dataSource.driver.master;
}

function safeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(`${value} does not fit a safe integer`);
  }
  return number;
}
