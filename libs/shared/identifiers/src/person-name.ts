import { type Checked, invalid, valid } from './checked';
import { normaliseSpaces } from './normalise';

export const NAME_CODES = ['NAME_FORMAT', 'NAME_LENGTH'] as const;
export type NameCode = (typeof NAME_CODES)[number];

const MAX_CHARACTERS = 255;
const MIN_WORDS = 2;
const MAX_WORDS = 3;
/** «Али оглы» is one patronymic of two words. */
const PATRONYMIC_ENDINGS = new Set(['оглы', 'оглу', 'кызы', 'гызы', 'улы', 'уулу']);

/**
 * Name of a person: surname, given name and, if there is one, patronymic, in Cyrillic or Latin letters
 * with hyphens and apostrophes inside a word. NAME_LENGTH is a wrong number of words (or > 255 characters).
 * In the canonical value spaces are single and the apostrophe is `'`.
 */
export function checkPersonName(input: string): Checked<NameCode> {
  const name = normaliseSpaces(input).normalize('NFC').replace(/[’ʼ`]/g, "'");
  const words = name.split(' ');
  if (!words.every(isNameWord)) {
    return invalid('NAME_FORMAT');
  }
  const counted = words.filter((word) => !PATRONYMIC_ENDINGS.has(word.toLowerCase())).length;
  if (counted < MIN_WORDS || counted > MAX_WORDS || name.length > MAX_CHARACTERS) {
    return invalid('NAME_LENGTH');
  }
  return valid(name);
}

/** Whether `word` may be one word of a person's name. */
export function isNameWord(word: string): boolean {
  return /^[\p{sc=Cyrillic}\p{sc=Latin}]+(?:['-][\p{sc=Cyrillic}\p{sc=Latin}]+)*$/u.test(word);
}
