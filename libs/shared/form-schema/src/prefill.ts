import { isBlank, read, type Answers } from './answers';
import type { FormDefinition } from './definition';
import { fieldsByKey } from './field-index';

/**
 * The answers with prefilled fields set from `sources` (`{'organisation.inn': '4299000019', …}`): a locked field always takes
 * the source's value, another one only while it is blank, so that what the applicant wrote stays.
 */
export function prefillAnswers(
  definition: FormDefinition,
  answers: Answers,
  sources: Readonly<Record<string, unknown>>,
): Answers {
  const given = [...fieldsByKey(definition).values()].flatMap((field): [string, unknown][] => {
    const value = field.prefill === undefined ? undefined : read(sources, field.prefill);
    const takes = field.locked ? value !== undefined : isBlank(read(answers, field.key));
    return takes && !isBlank(value) ? [[field.key, value]] : [];
  });
  const cleared = [...fieldsByKey(definition).values()]
    .filter((field) => field.locked && field.prefill !== undefined)
    .filter((field) => Object.hasOwn(sources, field.prefill ?? ''))
    .filter((field) => isBlank(read(sources, field.prefill ?? '')))
    .map((field) => field.key);
  const kept = Object.entries(answers).filter(([key]) => !cleared.includes(key));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(given) };
}
