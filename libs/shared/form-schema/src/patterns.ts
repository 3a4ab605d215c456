import type { IdentifierField } from './definition';

/*
 * Regular expressions shared by the validator and the exported JSON Schema, so that both refuse the same texts.
 * All are linear, and written for the `u` flag, which JSON Schema 2020-12 asks for.
 */

/** No control characters, no line breaks and no half of a surrogate pair: PostgreSQL would refuse to store NUL and the last. */
export const ONE_LINE = '^[^\\u0000-\\u001F\\u007F\\uD800-\\uDFFF]*$';

/** The same, with tabs and line breaks. */
export const MANY_LINES =
  '^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F\\uD800-\\uDFFF]*$';

export const ISO_DATE = '^(19|20|21)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$';

/** Nothing but spaces. */
export const BLANK = '^\\s*$';

const NAME = "[\\p{sc=Cyrillic}\\p{sc=Latin}'\\-]+";
const PLAIN = '[^\\s@\\u0000-\\u001F\\u007F\\uD800-\\uDFFF]+';

/** The normal form of every identifier type, and its greatest length. Check digits are checked beyond it. */
export const IDENTIFIER_FORMS: Readonly<
  Record<IdentifierField['type'], { readonly pattern: string; readonly maxLength: number }>
> = {
  person: { pattern: `^${NAME}( ${NAME}){1,4}$`, maxLength: 255 },
  phone: { pattern: '^\\+7\\d{10}( ext \\d{1,6})?$', maxLength: 23 },
  email: { pattern: `^${PLAIN}@${PLAIN}$`, maxLength: 254 },
  url: { pattern: '^https?://[^\\s\\u0000-\\u001F\\u007F\\uD800-\\uDFFF]+$', maxLength: 2048 },
  inn: { pattern: '^(\\d{10}|\\d{12})$', maxLength: 12 },
  ogrn: { pattern: '^(\\d{13}|\\d{15})$', maxLength: 15 },
  kpp: { pattern: '^\\d{4}[0-9A-Z]{2}\\d{3}$', maxLength: 9 },
  okved: { pattern: '^\\d{2}(\\.\\d{1,2}|\\.\\d{2}\\.\\d{1,2})?$', maxLength: 8 },
  okpd2: {
    pattern: '^\\d{2}(\\.\\d{1,2}|\\.\\d{2}\\.\\d{1,2}|\\.\\d{2}\\.\\d{2}\\.\\d{3})?$',
    maxLength: 12,
  },
  bik: { pattern: '^\\d{9}$', maxLength: 9 },
  account: { pattern: '^\\d{20}$', maxLength: 20 },
};

const COMPILED = new Map<string, RegExp>();

export function matches(pattern: string, text: string): boolean {
  const known = COMPILED.get(pattern) ?? new RegExp(pattern, 'u');
  COMPILED.set(pattern, known);
  return known.test(text);
}
