import { isBlank, read, rowsOf, sameAnswer, type Answers } from './answers';
import type { FormDefinition, TableField } from './definition';
import type { SlotDocument } from './documents';
import { fieldsByKey } from './field-index';
import { commonRows } from './rows';

export type ChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED';

export interface RowChange {
  readonly kind: ChangeKind;
  /** Row numbers from 0, in the table before and in the table after. */
  readonly beforeIndex?: number;
  readonly afterIndex?: number;
  readonly before?: Answers;
  readonly after?: Answers;
  /** Keys of the columns that differ. */
  readonly columns: readonly string[];
}

export interface FieldChange {
  readonly key: string;
  readonly kind: ChangeKind;
  readonly before: unknown;
  readonly after: unknown;
  /** For a table: which rows. */
  readonly rows?: readonly RowChange[];
}

/** What changed between two sets of answers, in the order of the form. A blank answer equals an absent one. */
export function diffAnswers(
  before: Answers,
  after: Answers,
  definition: FormDefinition,
): readonly FieldChange[] {
  return [...fieldsByKey(definition).values()].flatMap((field) => {
    const was = read(before, field.key);
    const now = read(after, field.key);
    if (sameAnswer(was, now)) {
      return [];
    }
    const change = { key: field.key, kind: kindOf(was, now), before: was, after: now };
    return [field.type === 'table' ? { ...change, rows: diffRows(field, was, now) } : change];
  });
}

function kindOf(was: unknown, now: unknown): ChangeKind {
  if (isBlank(was)) {
    return 'ADDED';
  }
  return isBlank(now) ? 'REMOVED' : 'CHANGED';
}

/** Rows that stayed are matched first (longest common run in order); what is left between them pairs up as changed. */
function diffRows(table: TableField, was: unknown, now: unknown): readonly RowChange[] {
  const before = rowsOf(was);
  const after = rowsOf(now);
  const changes: RowChange[] = [];
  let b = 0;
  let a = 0;
  for (const [keptBefore, keptAfter] of [
    ...commonRows(before, after),
    [before.length, after.length] as const,
  ]) {
    while (b < keptBefore || a < keptAfter) {
      const hasBefore = b < keptBefore;
      const hasAfter = a < keptAfter;
      changes.push({
        ...(hasBefore ? { beforeIndex: b, before: before[b] ?? {} } : {}),
        ...(hasAfter ? { afterIndex: a, after: after[a] ?? {} } : {}),
        kind: rowKind(hasBefore, hasAfter),
        columns: changedColumns(table, hasBefore ? before[b] : {}, hasAfter ? after[a] : {}),
      });
      b += hasBefore ? 1 : 0;
      a += hasAfter ? 1 : 0;
    }
    b = keptBefore + 1;
    a = keptAfter + 1;
  }
  return changes;
}

function rowKind(hasBefore: boolean, hasAfter: boolean): ChangeKind {
  if (hasBefore && hasAfter) {
    return 'CHANGED';
  }
  return hasAfter ? 'ADDED' : 'REMOVED';
}

function changedColumns(
  table: TableField,
  before: Answers = {},
  after: Answers = {},
): readonly string[] {
  return table.columns
    .map((column) => column.key)
    .filter((key) => !sameAnswer(read(before, key), read(after, key)));
}

export interface DocumentChange {
  readonly slot: string;
  readonly kind: ChangeKind;
  readonly before?: SlotDocument;
  readonly after?: SlotDocument;
}

/** Which files came, went or were replaced, by slot. The same bytes (SHA-256) in the same slot are the same file. */
export function diffDocuments(
  before: readonly SlotDocument[],
  after: readonly SlotDocument[],
): readonly DocumentChange[] {
  const slots = [...new Set([...before, ...after].map((document) => document.slot))].sort();
  return slots.flatMap((slot) => {
    const gone = without(inSlot(before, slot), inSlot(after, slot));
    const come = without(inSlot(after, slot), inSlot(before, slot));
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, i): DocumentChange => {
      const [was, now] = [gone[i], come[i]];
      return {
        slot,
        kind: rowKind(was !== undefined, now !== undefined),
        ...(was && { before: was }),
        ...(now && { after: now }),
      };
    });
  });
}

function inSlot(documents: readonly SlotDocument[], slot: string): readonly SlotDocument[] {
  return documents.filter((document) => document.slot === slot);
}

function without(
  documents: readonly SlotDocument[],
  others: readonly SlotDocument[],
): readonly SlotDocument[] {
  const left = others.map((document) => document.sha256);
  return documents.filter((document) => {
    const at = left.indexOf(document.sha256);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}
