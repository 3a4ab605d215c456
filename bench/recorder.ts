import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import pg from 'pg';

import type { Statement } from './replay';

/**
 * The api process as it is built, with its statements listened to: what one request sends to the
 * database is what the bare baseline sends. Runs in a process of its own, told by `bench`.
 */
export async function recordApi(): Promise<void> {
  let heard: Statement[] = [];
  const original: unknown = Reflect.get(pg.Client.prototype, 'query');
  if (typeof original !== 'function') {
    throw new Error('pg has no query to listen to');
  }
  Reflect.set(pg.Client.prototype, 'query', function query(this: pg.Client, ...args: unknown[]) {
    const statement = statementOf(args);
    if (statement) {
      heard.push(statement);
    }
    const answer: unknown = Reflect.apply(original, this, args);
    return answer;
  });
  process.on('message', (message) => {
    if (message === 'take') {
      process.send?.({ statements: heard });
      heard = [];
    }
  });
  await import(pathToFileURL(join(process.cwd(), 'dist/api/main.js')).href);
}

function statementOf([first, second]: unknown[]): Statement | undefined {
  if (typeof first === 'string') {
    return { text: first, values: Array.isArray(second) ? [...second] : [] };
  }
  if (typeof first !== 'object' || first === null || !('text' in first)) {
    return undefined;
  }
  const values: unknown = 'values' in first ? first.values : undefined;
  return {
    text: String(first.text),
    values: Array.isArray(values) ? [...values] : [],
    ...('name' in first && typeof first.name === 'string' ? { name: first.name } : {}),
  };
}
