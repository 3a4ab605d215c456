import { isRecord, sameAnswer, type Answers } from './answers';
import type { ColumnDefinition, FieldDefinition, FormDefinition } from './definition';
import { fieldsByKey } from './field-index';
import { moveAnswers } from './move-answers';

/**
 * What of an earlier application's answers a new draft may begin with: fields that both forms have and that
 * take the value as it is. Left out are the card's own fields, computed ones, declarations (each is made anew),
 * and days that have passed by `today`.
 */
export function takeOver(
  earlier: FormDefinition,
  form: FormDefinition,
  answers: Answers,
  today: string,
): Answers {
  const [old, fields] = [fieldsByKey(earlier), fieldsByKey(form)];
  const fitting = moveAnswers(earlier, form, answers).answers;
  const taken = Object.entries(fitting).filter(([key, value]) => {
    const field = fields.get(key);
    return (
      field !== undefined &&
      old.get(key)?.type === field.type &&
      sameAnswer(value, answers[key]) &&
      isAskedAgain(field) &&
      !hasPassed(field, value, today)
    );
  });
  return Object.fromEntries(taken);
}

/** Whether the earlier answer is the applicant's own and may be true still. */
function isAskedAgain(field: FieldDefinition): boolean {
  return (
    field.locked !== true &&
    !('compute' in field) &&
    !('mustBeTrue' in field) &&
    !isStatement(field)
  );
}

/** A statement with a worded version is made anew with every application. */
function isStatement(field: ColumnDefinition | FieldDefinition): boolean {
  return field.type === 'bool' && field.textVersion !== undefined;
}

function hasPassed(field: FieldDefinition, value: unknown, today: string): boolean {
  if (field.type === 'date') {
    return typeof value === 'string' && value < today;
  }
  return field.type === 'period' && isRecord(value) && String(value['from'] ?? '') < today;
}
