import { randomUUID } from 'node:crypto';

/** A statement as the driver gets it. */
export interface Statement {
  name?: string;
  text: string;
  values: unknown[];
}

/** What a recorded value is exchanged for: text that stands in it → what to put there instead. */
export type Exchange = ReadonlyMap<string, string>;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const WRITES = /^\s*(WITH|INSERT|UPDATE|DELETE)\b|pg_notify/i;
/** Our api's writes of one transaction, joined already: their parts are taken over as they are. */
const JOINED = /^WITH (w0.*)\nSELECT 1$/s;
const PART_NAME = /\bw(\d+(?:_before)?)\b/g;
const FRAME = /^\s*(START TRANSACTION|BEGIN|COMMIT|ROLLBACK)/i;

/** What a reading request asks, each question once and each with a name: searches stay without, as in ours. */
export function readingOf(recorded: readonly Statement[]): Statement[] {
  const known = new Map<string, Statement>();
  for (const statement of recorded.filter(({ text }) => !FRAME.test(text))) {
    known.set(`${statement.text} ${JSON.stringify(statement.values)}`, statement);
  }
  return [...known.values()];
}

/**
 * Everything that a writing request writes, as one statement: no transaction around it, no question
 * before it. The parts stand in reverse, because PostgreSQL runs them from the last to the first.
 */
export function writingOf(name: string, recorded: readonly Statement[]): Statement {
  const parts: string[] = [];
  const values: unknown[] = [];
  for (const statement of recorded.filter(({ text }) => WRITES.test(text))) {
    const before = values.length;
    const text = statement.text.replace(/\$(\d+)/g, (_, no) => `$${Number(no) + before}`);
    const joined = JOINED.exec(text)?.[1];
    parts.unshift(
      joined === undefined
        ? `part${parts.length} AS (${text.trim()})`
        : joined.replace(PART_NAME, `part${parts.length}_$1`),
    );
    values.push(...statement.values);
  }
  return { name, text: `WITH ${parts.join(',\n')} SELECT 1`, values };
}

/** Ids that stand in the values: those a request made up are made up anew by each replay. */
export function idsIn(statements: readonly Statement[]): Set<string> {
  return new Set(statements.flatMap(({ values }) => JSON.stringify(values).match(UUID) ?? []));
}

/** A statement ready to be sent again with other values: finds out once where something is to be exchanged. */
export class Replay {
  private readonly places: readonly number[];

  constructor(
    readonly statement: Statement,
    private readonly keys: readonly string[],
  ) {
    this.places = statement.values.flatMap((value, place) =>
      keys.some((key) => textOf(value).includes(key)) ? [place] : [],
    );
  }

  with(exchange: Exchange): Statement {
    if (this.places.length === 0) {
      return this.statement;
    }
    const values = [...this.statement.values];
    for (const place of this.places) {
      values[place] = this.exchanged(values[place], exchange);
    }
    return { ...this.statement, values };
  }

  private exchanged(value: unknown, exchange: Exchange): unknown {
    if (Array.isArray(value)) {
      return value.map((one) => this.exchanged(one, exchange));
    }
    return typeof value !== 'string'
      ? value
      : this.keys.reduce(
          (text, key) =>
            text.includes(key) ? text.replaceAll(key, exchange.get(key) ?? key) : text,
          value,
        );
  }
}

/** The exchange with new ids for those that are to be made up. */
export function withFreshIds(exchange: Exchange, made: readonly string[]): Exchange {
  return new Map([...exchange, ...made.map((id) => [id, randomUUID()] as const)]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : Array.isArray(value) ? JSON.stringify(value) : '';
}
