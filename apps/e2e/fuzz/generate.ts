import type { Contract, Operation, Schema } from './contract';
import type { Random } from './random';

/** Ids and words that belong to somebody: half of the requests try them where they do not belong. */
export interface Bait {
  ids: [string, ...string[]];
  words: [string, ...string[]];
}

/** A request made up from the contract, valid or not. */
export interface MadeRequest {
  method: string;
  path: string;
  body: string | FormData | undefined;
  headers: Record<string, string>;
}

const NASTY: [string, ...string[]] = [
  '',
  ' ',
  'null',
  'undefined',
  '0',
  '-1',
  '1e999',
  'NaN',
  '../../etc/passwd',
  '%00',
  '\u0000',
  '\ud800',
  "' OR 1=1 --",
  '"; DROP TABLE application; --',
  '<script>alert(1)</script>',
  '${7*7}',
  '{{7*7}}',
  '😀'.repeat(40),
  'я'.repeat(3000),
  '‮abc',
  '2026-02-30',
  '9999-12-31T25:61:61Z',
  '+7',
  '4299000019',
  'true',
  '[]',
  '{}',
  '\\',
  '%',
  '_',
];
const MAX_DEPTH = 5;

/** Makes requests: mostly of the right shape with wrong things in it, some plainly absurd. */
export class RequestMaker {
  constructor(
    private readonly contract: Contract,
    private readonly random: Random,
    private readonly bait: Bait,
  ) {}

  make(operation: Operation): MadeRequest {
    const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encode(this.pathValue(name)),
    );
    const query = operation.parameters
      .filter((one) => one.in === 'query' && this.random.chance(0.6))
      .map((one) => `${encode(one.name)}=${encode(this.text(this.value(one.schema, 0)))}`);
    if (this.random.chance(0.05)) {
      query.push(`${encode(this.word())}=${encode(this.word())}`);
    }
    return {
      method: operation.method,
      path: query.length > 0 ? `${path}?${query.join('&')}` : path,
      ...this.bodyOf(operation),
    };
  }

  private bodyOf(operation: Operation): {
    body: string | FormData | undefined;
    headers: Record<string, string>;
  } {
    const key: Record<string, string> = this.random.chance(0.5)
      ? { 'idempotency-key': this.random.chance(0.8) ? `key-${this.random.below(1e9)}` : 'кривой' }
      : {};
    const headers = key['idempotency-key'] === 'кривой' ? { 'idempotency-key': '!' } : key;
    Object.assign(headers, this.headersOf(operation));
    if (operation.multipart) {
      return { body: this.form(), headers };
    }
    if (operation.bytes !== undefined && this.random.chance(0.9)) {
      const body = this.random.pick(['', '%PDF-1.7\n%%EOF', this.word()]);
      return { body, headers: { ...headers, 'content-type': operation.bytes } };
    }
    if (operation.method === 'GET' || (operation.body === undefined && this.random.chance(0.7))) {
      return { body: undefined, headers };
    }
    const json = { ...headers, 'content-type': 'application/json' };
    if (this.random.chance(0.03)) {
      return {
        body: this.random.pick([
          '{',
          '[',
          'nope',
          '"text"',
          '{"__proto__":{"a":1}}',
          '[[[[[[]]]]]]',
        ]),
        headers: json,
      };
    }
    return { body: JSON.stringify(this.value(operation.body, 0)), headers: json };
  }

  /** Headers that the contract names: mostly as it says. */
  private headersOf(operation: Operation): Record<string, string> {
    const named = operation.parameters.filter(
      (one) => one.in === 'header' && this.random.chance(0.93),
    );
    return Object.fromEntries(
      named.map(({ name, schema }) => [name, this.headerValue(name, schema)]),
    );
  }

  private headerValue(name: string, schema: Schema | undefined): string {
    if (name === 'Upload-Metadata' && this.random.chance(0.8)) {
      const pairs = ['slot', 'filename', 'fingerprint', 'replaces'].filter(() =>
        this.random.chance(0.8),
      );
      return pairs
        .map((key) => {
          const text = key === 'slot' && this.random.chance(0.7) ? 'D-TOR' : this.word();
          return `${key} ${Buffer.from(text).toString('base64')}`;
        })
        .join(',');
    }
    const small = schema?.type === 'integer' && this.random.chance(0.6);
    const text = small ? String(this.random.below(40)) : this.text(this.value(schema, 0));
    // What no header may carry never reaches a server.
    return text
      .replace(/[^\x20-\x7e]/g, '?')
      .slice(0, 2000)
      .trim();
  }

  private form(): FormData {
    const form = new FormData();
    if (this.random.chance(0.9)) {
      form.append('slot', this.random.pick(['D-TOR', 'D-AUTH', 'D-OFFERS', this.word()]));
    }
    if (this.random.chance(0.9)) {
      const bytes = this.random.pick([
        '%PDF-1.4\n%%EOF',
        'PK\u0003\u0004',
        '',
        'MZ',
        'GIF89a',
        '<html>',
      ]);
      form.append(
        'file',
        new Blob([bytes]),
        this.random.pick(['a.pdf', '../../a.pdf', 'a\u0000.pdf', '.'.repeat(300), 'я.docx']),
      );
    }
    return form;
  }

  private value(given: Schema | undefined, depth: number): unknown {
    const schema = this.contract.resolve(given);
    if (schema === undefined || depth > MAX_DEPTH || this.random.chance(0.08)) {
      return this.anything(depth);
    }
    const first = schema.allOf?.[0] ?? schema.oneOf?.[0];
    if (first !== undefined) {
      return this.value(first, depth + 1);
    }
    if (schema.enum !== undefined && this.random.chance(0.85)) {
      return schema.enum[this.random.below(schema.enum.length)];
    }
    return this.typed(schema, depth);
  }

  private typed(schema: Schema, depth: number): unknown {
    switch (schema.type) {
      case 'object':
        return this.object(schema, depth);
      case 'array':
        return Array.from({ length: this.random.below(4) }, () =>
          this.value(schema.items, depth + 1),
        );
      case 'integer':
      case 'number':
        return this.number();
      case 'boolean':
        return this.random.chance(0.5);
      default:
        return this.word();
    }
  }

  private object(schema: Schema, depth: number): unknown {
    const entries = Object.entries(schema.properties ?? {})
      .filter(([name]) => this.random.chance(schema.required?.includes(name) === true ? 0.95 : 0.6))
      .map(([name, inner]) => [name, this.value(inner, depth + 1)] as const);
    if (this.random.chance(0.05) || entries.length === 0) {
      entries.push([
        this.random.pick([
          'extra',
          'constructor',
          'mk.goal',
          'money.lines',
          '__proto__',
          this.word(),
        ]),
        this.anything(depth),
      ]);
    }
    return Object.fromEntries(entries);
  }

  private anything(depth: number): unknown {
    const kind = this.random.below(6);
    if (kind === 0 && depth < MAX_DEPTH) {
      return { [this.word()]: this.anything(depth + 1) };
    }
    if (kind === 1 && depth < MAX_DEPTH) {
      return [this.anything(depth + 1)];
    }
    return this.random.pick<unknown>([null, true, this.number(), this.word(), 1e308, 0.1]);
  }

  private number(): number {
    return this.random.pick([
      0,
      1,
      2,
      -1,
      100,
      101,
      0.5,
      2 ** 31,
      2 ** 53,
      -(2 ** 53),
      1e21,
      this.random.below(1000),
    ]);
  }

  private word(): string {
    return this.random.chance(0.4)
      ? this.random.pick(this.bait.words)
      : this.random.chance(0.4)
        ? this.random.pick(this.bait.ids)
        : this.random.pick(NASTY);
  }

  private pathValue(name: string): string {
    return /id$/i.test(name) && this.random.chance(0.7)
      ? this.random.pick(this.bait.ids)
      : this.word();
  }

  private text(value: unknown): string {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  }
}

/** A lone surrogate cannot stand in an address at all. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).slice(0, 4000);
}
