import type { PoolClient, QueryResultRow } from 'pg';

import { Writes, type Write } from './writes';

/** One open transaction. Everything that must happen together goes through the same one. */
export class Tx {
  private readonly writes = new Writes();

  constructor(private readonly client: PoolClient) {}

  /** Rows as selected: alias columns to camelCase; int8 is a number, date a 'YYYY-MM-DD' string. */
  async query<R extends QueryResultRow>(sql: string, params: unknown[] = []): Promise<R[]> {
    if (!this.writes.isEmpty) {
      await this.flush();
    }
    return (await this.client.query<R>(sql, params)).rows;
  }

  /**
   * The same with a prepared statement, for statements that run often. One name, one text. Statements that
   * are not waited for one by one share a trip and run in the order in which they were asked.
   */
  async named<R extends QueryResultRow>(
    name: string,
    sql: string,
    params: unknown[] = [],
  ): Promise<R[]> {
    if (!this.writes.isEmpty) {
      await this.flush();
    }
    return this.aside<R>(name, sql, params);
  }

  /** The same for a statement that has nothing to do with what waits to be written: it does not make it go. */
  async aside<R extends QueryResultRow>(
    name: string,
    sql: string,
    params: unknown[] = [],
  ): Promise<R[]> {
    return (await this.client.query<R>({ name, text: sql, values: params })).rows;
  }

  /**
   * Writes before the next statement that may see it, at the latest before the commit, and together with
   * what else waits. What goes wrong with it is heard then.
   */
  async write(write: Write): Promise<void> {
    if (this.writes.mustGoFirst(write)) {
      await this.flush();
    }
    this.writes.add(write);
  }

  /** Sends what waits. */
  async flush(): Promise<void> {
    if (!this.writes.isEmpty) {
      await this.client.query(this.writes.take());
    }
  }
}
