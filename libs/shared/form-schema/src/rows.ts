import { isArray, isBlank, isRecord, read, rowsOf, sameAnswer, type Answers } from './answers';

/** Above this many comparisons rows are matched by position: a table that long is read as a whole anyway. */
const MAX_COMPARISONS = 250_000;

/** Pairs of indexes of rows that did not change, in order: what both ends share, and the longest common run between. */
export function commonRows(
  before: readonly Answers[],
  after: readonly Answers[],
): readonly (readonly [number, number])[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameAnswer(before[head], after[head])) {
    head += 1;
  }
  let tail = 0;
  while (tail < shorter - head && sameAnswer(before.at(-1 - tail), after.at(-1 - tail))) {
    tail += 1;
  }
  const between = longestRun(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  return [
    ...Array.from({ length: head }, (_, i) => [i, i] as const),
    ...between.map(([b, a]) => [b + head, a + head] as const),
    ...Array.from(
      { length: tail },
      (_, i) => [before.length - tail + i, after.length - tail + i] as const,
    ),
  ];
}

function longestRun(
  before: readonly Answers[],
  after: readonly Answers[],
): readonly (readonly [number, number])[] {
  if (before.length * after.length > MAX_COMPARISONS) {
    return before.flatMap((row, i) => (sameAnswer(row, after[i]) ? [[i, i] as const] : []));
  }
  const lengths = commonLengths(before, after);
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  const pairs: (readonly [number, number])[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (sameAnswer(before[i], after[j])) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return pairs;
}

/** `[i][j]` = length of the longest common run of the rows from i and from j on. */
function commonLengths(
  before: readonly Answers[],
  after: readonly Answers[],
): readonly (readonly number[])[] {
  const lengths: number[][] = [];
  let below: readonly number[] = after.map(() => 0);
  for (const row of [...before].reverse()) {
    const current: number[] = after.map(() => 0);
    for (let j = after.length - 1; j >= 0; j -= 1) {
      current[j] = sameAnswer(row, after[j])
        ? (below[j + 1] ?? 0) + 1
        : Math.max(below[j] ?? 0, current[j + 1] ?? 0);
    }
    lengths.unshift(current);
    below = current;
  }
  return lengths;
}

/** A stretch between rows that did not change: which rows were there, and which are there now. */
interface Gap {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

function gapsBetween(before: readonly Answers[], after: readonly Answers[]): readonly Gap[] {
  const ends = [...commonRows(before, after), [before.length, after.length] as const];
  return ends.map(([b, a], at) => {
    const [fromB, fromA] = at === 0 ? [-1, -1] : (ends[at - 1] ?? [-1, -1]);
    return { before: span(fromB + 1, b), after: span(fromA + 1, a) };
  });
}

const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

/** For each row now, the row before that it goes on from; undefined where it is new. */
export function pairRows(
  before: readonly Answers[],
  after: readonly Answers[],
): readonly (number | undefined)[] {
  const found = new Map(commonRows(before, after).map(([b, a]) => [a, b]));
  for (const gap of gapsBetween(before, after)) {
    gap.after.forEach((a, at) => {
      const b = gap.before[at];
      if (b !== undefined) {
        found.set(a, b);
      }
    });
  }
  return after.map((_row, at) => found.get(at));
}

/** What one side made of a row that was there. Unsure: rows came or went beside it, so it may be another row. */
interface Fate {
  readonly row: Answers | undefined;
  readonly kept: boolean;
  readonly sure: boolean;
}

interface Side {
  readonly fates: readonly Fate[];
  /** New rows by the index of the old row before which they stand; the last ones stand at the end. */
  readonly added: readonly (readonly Answers[])[];
}

function sideOf(base: readonly Answers[], rows: readonly Answers[]): Side {
  const fates: Fate[] = base.map((row) => ({ row, kept: true, sure: true }));
  const added: Answers[][] = Array.from({ length: base.length + 1 }, () => []);
  for (const { before, after } of gapsBetween(base, rows)) {
    const sure = before.length === after.length || after.length === 0;
    before.forEach((b, at) => {
      const a = after[at];
      fates[b] = { row: a === undefined ? undefined : rows[a], kept: false, sure };
    });
    const end = (before.at(-1) ?? -1) + 1;
    const place = before.length > 0 ? end : placeOfInsertion(base, rows, after);
    added[place]?.push(...after.slice(before.length).map((a) => rows[a] ?? {}));
  }
  return { fates, added };
}

/** Rows came where none were: before the old row that stands after them now. */
function placeOfInsertion(
  base: readonly Answers[],
  rows: readonly Answers[],
  after: readonly number[],
): number {
  const next = (after.at(-1) ?? -1) + 1;
  return commonRows(base, rows).find(([, a]) => a === next)?.[0] ?? base.length;
}

/**
 * Joins two edits of one table row by row, and inside a row cell by cell. Undefined where a person must choose:
 * both changed one cell, one changed what the other removed, or it cannot be told which row is which.
 */
export function mergeRows(
  base: unknown,
  mine: unknown,
  theirs: unknown,
): readonly Answers[] | undefined {
  if (![base, mine, theirs].every(isTable)) {
    return undefined;
  }
  const rows = rowsOf(base);
  const [ours, others] = [sideOf(rows, rowsOf(mine)), sideOf(rows, rowsOf(theirs))];
  const merged: Answers[] = [];
  for (let at = 0; at <= rows.length; at += 1) {
    merged.push(...bothAdded(others.added[at] ?? [], ours.added[at] ?? []));
    const [o, t] = [ours.fates[at], others.fates[at]];
    if (o && t) {
      const result = mergeRow(rows[at] ?? {}, o, t);
      if (result === 'CONFLICT') {
        return undefined;
      }
      if (result !== 'GONE') {
        merged.push(result);
      }
    }
  }
  return merged;
}

/** A list of rows, or nothing yet. A list of option values is none. */
function isTable(value: unknown): boolean {
  return isBlank(value) || (isArray(value) && value.every(isRecord));
}

/** What was there first, then the other side's; a row that both added is added once. */
function bothAdded(first: readonly Answers[], second: readonly Answers[]): readonly Answers[] {
  const shared = new Set(commonRows(first, second).map(([, at]) => at));
  return [...first, ...second.filter((_row, at) => !shared.has(at))];
}

function mergeRow(base: Answers, ours: Fate, theirs: Fate): Answers | 'GONE' | 'CONFLICT' {
  if (ours.kept || theirs.kept) {
    return (ours.kept ? theirs.row : ours.row) ?? 'GONE';
  }
  if (ours.row === undefined && theirs.row === undefined) {
    return 'GONE';
  }
  if (!ours.row || !theirs.row || !ours.sure || !theirs.sure) {
    return 'CONFLICT';
  }
  return mergeCells(base, ours.row, theirs.row);
}

function mergeCells(base: Answers, mine: Answers, theirs: Answers): Answers | 'CONFLICT' {
  const keys = new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)]);
  const cells: [string, unknown][] = [];
  for (const key of keys) {
    const [b, m, t] = [read(base, key), read(mine, key), read(theirs, key)];
    if (!sameAnswer(b, m) && !sameAnswer(b, t) && !sameAnswer(m, t)) {
      return 'CONFLICT';
    }
    const value = sameAnswer(b, t) ? m : t;
    if (!isBlank(value)) {
      cells.push([key, value]);
    }
  }
  return Object.fromEntries(cells);
}
