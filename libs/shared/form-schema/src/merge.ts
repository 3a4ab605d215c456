import { isBlank, read, sameAnswer, type Answers } from './answers';

/** A field both sides changed, each to something else. */
export interface MergeConflict {
  readonly key: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  /** In a conflict it holds `theirs`, what is saved already: nobody's words disappear before a person has chosen. */
  readonly merged: Answers;
  readonly conflicts: readonly MergeConflict[];
}

/** Joins two edits of the same draft by field: a field only one side changed takes that side's value. */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): Merged {
  const keys = new Set([...Object.keys(base), ...Object.keys(theirs), ...Object.keys(mine)]);
  const conflicts: MergeConflict[] = [];
  const entries = [...keys].flatMap((key): [string, unknown][] => {
    const [b, m, t] = [read(base, key), read(mine, key), read(theirs, key)];
    if (!sameAnswer(b, m) && !sameAnswer(b, t) && !sameAnswer(m, t)) {
      conflicts.push({ key, base: b, mine: m, theirs: t });
    }
    const value = sameAnswer(b, t) ? m : t;
    return isBlank(value) ? [] : [[key, value]];
  });
  return { merged: Object.fromEntries(entries), conflicts };
}
