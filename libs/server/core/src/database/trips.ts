import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';

interface Asked {
  send: (client: PoolClient) => Promise<unknown>;
  fail: (error: unknown) => void;
}

/**
 * Statements that are asked for in one turn of the event loop travel on one connection, one behind the
 * other: waking the server costs more than most of what it is woken for. Each fails alone.
 */
export class Trips {
  private waiting: Asked[] = [];

  constructor(private readonly connect: () => Promise<PoolClient>) {}

  query<R extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<R>> {
    if (this.waiting.length === 0) {
      // Runs when everything that this turn can do without the network is done.
      process.nextTick(() => void this.leave());
    }
    return new Promise((resolve, fail) => {
      const send = (client: PoolClient): Promise<unknown> => {
        const result = client.query<R>(statement);
        resolve(result);
        return result;
      };
      this.waiting.push({ send, fail });
    });
  }

  private async leave(): Promise<void> {
    const asked = this.waiting;
    this.waiting = [];
    try {
      const client = await this.connect();
      await Promise.allSettled(asked.map(({ send }) => send(client)));
      client.release();
    } catch (error) {
      asked.forEach(({ fail }) => fail(error));
    }
  }
}
