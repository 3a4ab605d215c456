import { isBlank, read, type Answers } from './answers';
import type { FieldDefinition, FormDefinition } from './definition';
import { fieldsByKey } from './field-index';

/**
 * The answers with prefilled fields set from `sources` (`{'organisation.inn': '4299000019', …}`). A locked field always takes
 * what its source says, a blank included; another one only while it is blank, so that what the applicant wrote stays.
 * A source that is not given changes nothing.
 */
export function prefillAnswers(
  definition: FormDefinition,
  answers: Answers,
  sources: Readonly<Record<string, unknown>>,
): Answers {
  const taken = new Map(Object.entries(answers));
  for (const field of fieldsByKey(definition).values()) {
    if (takesSource(field, answers, sources)) {
      const value = read(sources, field.prefill ?? '');
      if (isBlank(value)) {
        taken.delete(field.key);
      } else {
        taken.set(field.key, value);
      }
    }
  }
  return Object.fromEntries(taken);
}

function takesSource(
  field: FieldDefinition,
  answers: Answers,
  sources: Readonly<Record<string, unknown>>,
): boolean {
  return (
    field.prefill !== undefined &&
    Object.hasOwn(sources, field.prefill) &&
    (field.locked === true || isBlank(read(answers, field.key)))
  );
}
