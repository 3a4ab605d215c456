/** The answers of a form: a flat map by field key. Values are JSON of unknown goodness until `validate` has looked. */
export type Answers = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** An own property only: a column named `constructor` must not find Object's. */
export function read(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The rows of a table answer; what is not a row counts as an empty one so that indexes stay true. */
export function rowsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return isArray(value) ? value.map((row) => (isRecord(row) ? row : {})) : [];
}

/** Nothing was answered: absent, null, spaces, an empty list, or an object with nothing in it. `false` and 0 are answers. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) {
    return true;
  }
  if (typeof value === 'string') {
    return value.trim() === '';
  }
  if (isArray(value)) {
    return value.length === 0;
  }
  return isRecord(value) && Object.values(value).every(isBlankLeaf);
}

function isBlankLeaf(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  );
}

/** Deep equality of JSON, where a blank answer equals another blank one. */
export function sameAnswer(a: unknown, b: unknown): boolean {
  if (isBlank(a) || isBlank(b)) {
    return isBlank(a) && isBlank(b);
  }
  if (isArray(a) || isArray(b)) {
    return (
      isArray(a) && isArray(b) && a.length === b.length && a.every((x, i) => sameAnswer(x, b[i]))
    );
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameAnswer(read(a, key), read(b, key)));
  }
  return a === b;
}
