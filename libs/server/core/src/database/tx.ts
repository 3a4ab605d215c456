import type { PoolClient, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';

/** One open transaction. Everything that must happen together goes through the same one. */
export class Tx {
  constructor(
    /** TypeORM's view of the same connection, for repositories. */
    readonly manager: EntityManager,
    private readonly client: PoolClient,
  ) {}

  /** Rows as selected: alias columns to camelCase; int8 is a number, date a 'YYYY-MM-DD' string. */
  async query<R extends QueryResultRow>(sql: string, params: unknown[] = []): Promise<R[]> {
    return (await this.client.query<R>(sql, params)).rows;
  }

  /** The same with a prepared statement, for statements that run often. One name, one text. */
  async named<R extends QueryResultRow>(
    name: string,
    sql: string,
    params: unknown[] = [],
  ): Promise<R[]> {
    return (await this.client.query<R>({ name, text: sql, values: params })).rows;
  }
}
