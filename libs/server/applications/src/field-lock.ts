import {
  fieldKeyOf,
  fieldsByKey,
  sameAnswer,
  type Answers,
  type Condition,
  type FormDefinition,
} from '@okno/shared/form-schema';

/**
 * The paths that open again for correction: what remarks are pinned to, and fields and documents that
 * the answer to an opened field shows or makes required.
 */
export function unlockedPaths(form: FormDefinition, pinned: readonly string[]): string[] {
  const keys = new Set(fieldsByKey(form).keys());
  const open = new Set(pinned);
  const openKeys = new Set(pinned.map((path) => fieldKeyOf(path, keys)));
  for (let before = -1; before !== open.size;) {
    before = open.size;
    for (const part of conditionalParts(form)) {
      if (part.refs.some((ref) => openKeys.has(fieldKeyOf(ref, keys)))) {
        open.add(part.path);
        openKeys.add(part.path);
      }
    }
  }
  return [...open];
}

/** Whether a path lies in one of those that are open: a field opens its rows, a row its cells. */
export function isUnlocked(path: string, unlocked: readonly string[]): boolean {
  return unlocked.some(
    (open) => path === open || path.startsWith(`${open}.`) || path.startsWith(`${open}[`),
  );
}

/** Where two answers to one field differ, as finely as rows and cells allow. */
export function changedPaths(key: string, before: unknown, after: unknown): string[] {
  if (sameAnswer(before, after)) {
    return [];
  }
  if (!isRows(before) || !isRows(after) || before.length !== after.length) {
    return [key];
  }
  return after.flatMap((row, at) => changedCells(`${key}[${at}]`, before[at] ?? {}, row));
}

/** Paths of an edit that touch what is not open. Computed values are not the editor's. */
export function lockedPaths(
  form: FormDefinition,
  before: Answers,
  edit: Answers,
  unlocked: readonly string[] | null,
): string[] {
  const fields = fieldsByKey(form);
  return Object.keys(edit).flatMap((key) => {
    const field = fields.get(key);
    if (field === undefined || 'compute' in field || sameAnswer(before[key], edit[key])) {
      return [];
    }
    if (field.locked) {
      return [key];
    }
    const computed = new Set(
      field.type === 'table'
        ? field.columns.filter((column) => 'compute' in column).map((column) => column.key)
        : [],
    );
    return unlocked === null
      ? []
      : changedPaths(key, before[key], edit[key]).filter(
          (path) => !computed.has(path.split('].')[1] ?? '') && !isUnlocked(path, unlocked),
        );
  });
}

type Row = Readonly<Record<string, unknown>>;

function isRows(value: unknown): value is readonly Row[] {
  return (
    Array.isArray(value) &&
    value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row))
  );
}

function changedCells(path: string, before: Row, after: Row): string[] {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...columns]
    .filter((column) => !sameAnswer(before[column], after[column]))
    .map((column) => `${path}.${column}`);
}

function conditionalParts(form: FormDefinition): { path: string; refs: string[] }[] {
  const fields = [...fieldsByKey(form).values()].map((field) => ({ path: field.key, ...field }));
  const slots = form.documents.map((slot) => ({ path: `doc.${slot.code}`, ...slot }));
  return [...fields, ...slots].map(({ path, visibleIf, required }) => ({
    path,
    refs: [
      ...(visibleIf === undefined ? [] : refsOf(visibleIf)),
      ...(required === undefined || required === true ? [] : refsOf(required)),
    ],
  }));
}

function refsOf(condition: Condition): string[] {
  if (!('of' in condition)) {
    return [condition.ref];
  }
  return condition.op === 'not' ? refsOf(condition.of) : condition.of.flatMap(refsOf);
}
