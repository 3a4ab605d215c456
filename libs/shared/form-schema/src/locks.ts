import { read, sameAnswer, type Answers } from './answers';
import { refsOfCondition } from './condition';
import type { FieldDefinition, FormDefinition } from './definition';
import { resolveRef } from './definition-refs';
import { fieldsByKey } from './field-index';
import { problemAt, type Problem } from './problem';

/**
 * Fields that were changed and may not be: those of the registry card always; and, with `open` given (after a return with
 * remarks), every field outside it. Computed fields follow the others and are never closed.
 */
export function lockedProblems(
  definition: FormDefinition,
  before: Answers,
  after: Answers,
  open?: ReadonlySet<string>,
): readonly Problem[] {
  return [...fieldsByKey(definition).values()]
    .filter((field) => isClosed(field, open))
    .filter(({ key }) => !sameAnswer(read(before, key), read(after, key)))
    .map(({ key }) => problemAt(key, 'LOCKED'));
}

function isClosed(field: FieldDefinition, open: ReadonlySet<string> | undefined): boolean {
  if ('compute' in field) {
    return false;
  }
  return field.locked === true || (open !== undefined && !open.has(field.key));
}

/**
 * The fields that open again when remarks are pinned to `pinned` (field keys; document paths are passed over): these, and
 * every field whose visibility or obligation depends on them, or the answer to a remark could not be filed.
 */
export function openedBy(
  definition: FormDefinition,
  pinned: readonly string[],
): ReadonlySet<string> {
  const fields = fieldsByKey(definition);
  const open = new Set(pinned.filter((key) => fields.has(key)));
  let grows = true;
  while (grows) {
    const more = [...fields.values()].filter(
      (field) => !open.has(field.key) && conditionKeys(definition, field).some((k) => open.has(k)),
    );
    more.forEach((field) => open.add(field.key));
    grows = more.length > 0;
  }
  return open;
}

function conditionKeys(definition: FormDefinition, field: FieldDefinition): readonly string[] {
  return [field.visibleIf, field.required].flatMap((condition) =>
    condition === undefined || condition === true
      ? []
      : refsOfCondition(condition).map((ref) => resolveRef(definition, ref)?.key ?? ref),
  );
}
