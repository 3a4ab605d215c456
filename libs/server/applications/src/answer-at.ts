import type { Answers } from '@okno/shared/form-schema';
import { fieldKeyOf } from '@okno/shared/form-schema';

/** The value at a path: a field, a row of its table, a cell, one end of a period. Undefined where nothing is. */
export function answerAt(answers: Answers, path: string, keys: ReadonlySet<string>): unknown {
  const key = fieldKeyOf(path, keys);
  let value: unknown = Object.hasOwn(answers, key) ? answers[key] : undefined;
  for (const part of path.slice(key.length).match(/[^.[\]]+/g) ?? []) {
    value = inside(value, part);
  }
  return value;
}

function inside(value: unknown, part: string): unknown {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return list[Number(part)];
  }
  return typeof value === 'object' && value !== null && Object.hasOwn(value, part)
    ? Object.entries(value).find(([name]) => name === part)?.[1]
    : undefined;
}
