import { isBlank, sameAnswer, type Answers } from '@okno/shared/form-schema';

/** A field that somebody else changed meanwhile to something else. */
export interface AnswerConflict {
  path: string;
  /** What is saved now; null when it was cleared. */
  theirs: unknown;
}

/** The stored side of a merge. */
export interface StoredAnswers {
  answers: Answers;
  /** Field key → revision at which it last changed. */
  answerRevisions: Readonly<Record<string, number>>;
}

/** Fields of the edit that were changed after `seen`, and not to the same value. */
export function conflictsOf(stored: StoredAnswers, edit: Answers, seen: number): AnswerConflict[] {
  return Object.keys(edit)
    .filter((key) => changedAfter(stored, key, seen))
    .filter((key) => !sameAnswer(stored.answers[key], edit[key]))
    .map((key) => ({ path: key, theirs: stored.answers[key] ?? null }));
}

/** The stored answers with the edit over them; blank values clear. */
export function applyEdit(answers: Answers, edit: Answers): Answers {
  const kept = Object.entries(answers).filter(([key]) => !Object.hasOwn(edit, key));
  const given = Object.entries(edit).filter(([, value]) => !isBlank(value));
  return Object.fromEntries([...kept, ...given]);
}

/** Keys whose answers differ. */
export function changedKeys(before: Answers, after: Answers): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !sameAnswer(before[key], after[key]));
}

/** Notes for each changed key at which revision it changed. A cleared key keeps its note: others must hear of it. */
export function stamp(
  revisions: Readonly<Record<string, number>>,
  keys: readonly string[],
  revision: number,
): Record<string, number> {
  return { ...revisions, ...Object.fromEntries(keys.map((key) => [key, revision])) };
}

/** What changed after `seen` besides `own` keys: value, or null where it was cleared. */
export function changesSince(
  stored: StoredAnswers,
  seen: number,
  own: ReadonlySet<string>,
): Record<string, unknown> {
  const keys = Object.keys(stored.answerRevisions).filter(
    (key) => !own.has(key) && changedAfter(stored, key, seen),
  );
  return Object.fromEntries(keys.map((key) => [key, stored.answers[key] ?? null]));
}

function changedAfter(stored: StoredAnswers, key: string, seen: number): boolean {
  return (stored.answerRevisions[key] ?? 0) > seen;
}
