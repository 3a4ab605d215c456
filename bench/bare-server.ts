import Fastify from 'fastify';
import pg from 'pg';

import { takeFiles } from './bare-upload';
import { Replay, withFreshIds, type Statement } from './replay';

/** One address of the bare server: what it sends to the database for each request. */
export interface BareRoute {
  path: string;
  statements: Statement[];
  /** Texts in the recorded values that differ from request to request. */
  keys: string[];
  /** Ids that each request makes up. */
  made: string[];
  /** For `/path/<n>`: what stands for the keys in the n-th request. */
  rows: string[][];
}

const POOL = 12;
const INT8 = 20;
const DATE = 1082;

/**
 * The yardstick of PERFORMANCE.md: one process, Fastify and a pool, the statements that our api sends
 * and nothing else: no rules, no checks, no access, no views. Runs in a process of its own.
 */
export async function serveBare(): Promise<void> {
  pg.types.setTypeParser(INT8, Number);
  pg.types.setTypeParser(DATE, (value) => value);
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? '', max: POOL });
  const routes = new Map<string, (n: number) => Promise<unknown[]>>();
  const app = Fastify({ logger: false, bodyLimit: 32 * 1024 * 1024 });
  const answer = async (request: { params: unknown }): Promise<string> => {
    const { name, n } = readParams(request.params);
    const run = routes.get(name);
    if (!run) {
      throw new Error(`No route ${name}`);
    }
    return JSON.stringify(await run(n));
  };
  app.route({
    method: ['GET', 'POST'],
    url: '/:name/:n',
    handler: async (request, reply) =>
      reply.header('content-type', 'application/json').send(await answer(request)),
  });
  takeFiles(app, process.env['OKNO_FILES'] ?? '.');
  app.setErrorHandler(async (error, _request, reply) => {
    process.stderr.write(`bare: ${error instanceof Error ? error.message : String(error)}\n`);
    return reply.status(500).send();
  });
  process.on('message', (route: BareRoute) => {
    routes.set(route.path, runner(pool, route));
    process.send?.({ routed: route.path });
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  process.send?.({ address });
}

function runner(pool: pg.Pool, route: BareRoute): (n: number) => Promise<unknown[]> {
  const replays = route.statements.map(
    (statement) => new Replay(statement, [...route.keys, ...route.made]),
  );
  return async (n) => {
    const row = route.rows[n] ?? [];
    const given = new Map(route.keys.map((key, at) => [key, row[at] ?? key]));
    const exchange = route.made.length === 0 ? given : withFreshIds(given, route.made);
    const answers = await Promise.all(replays.map((replay) => pool.query(replay.with(exchange))));
    return answers.map(({ rows }): unknown => rows);
  };
}

function readParams(params: unknown): { name: string; n: number } {
  const read = (key: string): unknown =>
    typeof params === 'object' && params !== null ? Reflect.get(params, key) : undefined;
  return { name: String(read('name')), n: Number(read('n')) };
}
