import { createHash } from 'node:crypto';

/** A statement whose result nobody asks for: it may wait and be sent together with others. */
export interface Write {
  /** One name, one text. */
  name: string;
  sql: string;
  params: readonly unknown[];
  /** A statement that must come first; `sql` reads from it as `{before}`. */
  before?: string;
  /** The row it changes, when another write may change the same: the two are never sent together. */
  row?: string;
}

/** A statement as the driver takes it. */
export interface PreparedWrite {
  name: string;
  text: string;
  values: unknown[];
}

/** Writes that one statement carries at the most. */
const MOST = 24;
/** Enough hexadecimal digits that two texts never share a name. */
const NAME_DIGITS = 24;

/**
 * Writes that wait for the end of a transaction, to be sent as one statement: each trip to the database
 * costs more than most of what it carries.
 */
export class Writes {
  private waiting: Write[] = [];
  private readonly rows = new Set<string>();

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Whether the write may not share a statement with those that wait. */
  mustGoFirst({ row }: Write): boolean {
    return this.waiting.length >= MOST || (row !== undefined && this.rows.has(row));
  }

  add(write: Write): void {
    this.waiting.push(write);
    if (write.row !== undefined) {
      this.rows.add(write.row);
    }
  }

  /** Everything that waits as one statement; nothing waits afterwards. */
  take(): PreparedWrite {
    const writes = this.waiting;
    this.waiting = [];
    this.rows.clear();
    return joined(writes);
  }
}

/** Texts by the names of the writes in them; the same writes in the same order are always the same text. */
const known = new Map<string, { name: string; text: string }>();

function joined(writes: readonly Write[]): PreparedWrite {
  const key = writes.map(({ name }) => name).join(' ');
  let statement = known.get(key);
  if (statement === undefined) {
    const text = textOf(writes);
    const hash = createHash('sha256').update(text).digest('hex').slice(0, NAME_DIGITS);
    // Processes may share a connection through a pooler: one name must be one text everywhere.
    statement = { name: `writes-${hash}`, text };
    known.set(key, statement);
  }
  return { ...statement, values: writes.flatMap(({ params }) => params) };
}

/** Each write is a part of one statement. PostgreSQL runs all of them, whether or not they are read. */
function textOf(writes: readonly Write[]): string {
  let params = 0;
  const parts = writes.flatMap(({ sql, before, params: own }, at) => {
    const shift = params;
    params += own.length;
    const numbered = (text: string): string =>
      text.replace(/\$(\d+)/g, (_, no: string) => `$${Number(no) + shift}`);
    const first = `w${at}_before`;
    return [
      ...(before === undefined ? [] : [`${first} AS (${numbered(before)})`]),
      `w${at} AS (${numbered(sql).replace('{before}', first)})`,
    ];
  });
  return `WITH ${parts.join(',\n')}\nSELECT 1`;
}
