import { type Checked, invalid, valid } from './checked';
import { dropSeparators, normaliseSpaces } from './normalise';

export const PHONE_CODES = ['PHONE_FORMAT', 'PHONE_LENGTH', 'PHONE_COUNTRY', 'PHONE_CODE'] as const;
export type PhoneCode = (typeof PHONE_CODES)[number];

/** A number with any separators is shorter; the bound keeps the search for an extension quick. */
const MAX_TYPED_LENGTH = 100;

/** How people write an extension: «доб. 12», «вн. 12», `ext 12`, `x12`, `#12`. */
const EXTENSION = /[\s,;(]*(?:доб|вн|ext|x|#)\.?:?\s*(\d{1,6})\s*\)?$/iu;

/**
 * Russian phone number. The canonical value is E.164, `+7XXXXXXXXXX`, with ` ext N` when there is an
 * extension. Accepted: +7…, 8…, 7… with ten more digits, or the ten digits alone, with separators.
 */
export function checkPhone(input: string): Checked<PhoneCode> {
  const text = normaliseSpaces(input);
  if (text.length > MAX_TYPED_LENGTH) {
    return invalid('PHONE_LENGTH');
  }
  const extension = EXTENSION.exec(text)?.[1];
  const main = dropSeparators(text.replace(EXTENSION, '')).replace(/[().]/g, '');
  if (!/^\+?\d+$/.test(main)) {
    return invalid('PHONE_FORMAT');
  }
  if (main.startsWith('+') && !main.startsWith('+7')) {
    return invalid('PHONE_COUNTRY');
  }
  const national = nationalNumber(main);
  if (national === undefined) {
    return invalid('PHONE_LENGTH');
  }
  // Codes on 7 are Kazakhstan; the other digits are not given to area or mobile codes.
  if (!/^[3489]/.test(national)) {
    return invalid('PHONE_CODE');
  }
  return valid(extension === undefined ? `+7${national}` : `+7${national} ext ${extension}`);
}

/** `+73842000001 ext 12` → `+7 384 200-00-01, доб. 12`. Takes an accepted value. */
export function formatPhone(phone: string, language: 'ru' | 'en' = 'ru'): string {
  const [number = '', extension] = phone.split(' ext ');
  const groups = [number.slice(0, 2), number.slice(2, 5), number.slice(5, 8)];
  const main = `${groups.join(' ')}-${number.slice(8, 10)}-${number.slice(10)}`;
  const word = language === 'ru' ? 'доб.' : 'ext.';
  return extension === undefined ? main : `${main}, ${word} ${extension}`;
}

/** The ten digits after the country, or nothing when there are too few or too many. */
function nationalNumber(main: string): string | undefined {
  if (main.startsWith('+')) {
    return main.length === 12 ? main.slice(2) : undefined;
  }
  if (main.length === 11 && /^[78]/.test(main)) {
    return main.slice(1);
  }
  return main.length === 10 ? main : undefined;
}
