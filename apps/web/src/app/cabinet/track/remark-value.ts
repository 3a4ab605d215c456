import { fieldKeyOf, sameAnswer, type Answers } from '@okno/shared/form-schema';

import type { DocumentDto, RemarkDto } from '../applications/application-api';
import { presentDocuments } from '../apply/slot-documents';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value a remark is pinned to: a whole answer, a row of a table (`lines[0]`) or a cell (`lines[0].price`). */
export function valueAt(answers: Answers, path: string, keys: ReadonlySet<string>): unknown {
  const key = fieldKeyOf(path, keys);
  const inside = path.slice(key.length).match(/\w+/g) ?? [];
  return inside.reduce<unknown>(
    (value, part) =>
      Array.isArray(value)
        ? (value.at(Number(part)) ?? null)
        : isRecord(value)
          ? (value[part] ?? null)
          : null,
    answers[key] ?? null,
  );
}

/** The files of a slot as remarks keep them. */
function filesOf(
  documents: readonly DocumentDto[],
  path: string,
): readonly { id: string; name: string; sha256: string }[] {
  return presentDocuments(documents)
    .filter(({ slot }) => path === `doc.${slot}`)
    .map(({ id, name, sha256 }) => ({ id, name, sha256 }));
}

/**
 * Whether a remark has an answer, as the server judges it: words, or a change of what it is pinned to.
 */
export function isAnswered(
  remark: RemarkDto,
  answers: Answers,
  documents: readonly DocumentDto[],
  keys: ReadonlySet<string>,
): boolean {
  if (remark.answer !== null && remark.answer.trim() !== '') {
    return true;
  }
  const { kind, path } = remark.target;
  const now = kind === 'DOCUMENT' ? filesOf(documents, path) : valueAt(answers, path, keys);
  return !sameAnswer(remark.before, now);
}
