import type { CardDraft } from './card-form';
import type { PrefillAnswer } from './organisation-api';

/** What a register knows of an ИНН, by the card's fields; nothing without an answer. */
export function toldBy(answer: PrefillAnswer | null): CardDraft {
  const told: Record<string, string> = {};
  for (const { field, value } of answer?.facts ?? []) {
    told[field] = value;
  }
  if (answer?.ogrn) {
    told['ogrn'] = answer.ogrn.value;
  }
  return told;
}

/** The fields with what the register tells now: what it told before goes, what the person typed stays. */
export function prefilled(values: CardDraft, before: CardDraft, told: CardDraft): CardDraft {
  const typed = Object.entries(values).filter(
    ([path, value]) => value.trim() !== '' && before[path] !== value,
  );
  return { ...told, ...Object.fromEntries(typed) };
}
