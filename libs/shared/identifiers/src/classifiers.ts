import { type Checked, invalid, valid } from './checked';
import { normaliseSpaces } from './normalise';

export const OKVED_CODES = ['OKVED_FORMAT'] as const;
export type OkvedCode = (typeof OKVED_CODES)[number];

export const OKPD2_CODES = ['OKPD2_FORMAT'] as const;
export type Okpd2Code = (typeof OKPD2_CODES)[number];

/** ОКВЭД 2 by form: `XX`, `XX.X`, `XX.XX`, `XX.XX.X`, `XX.XX.XX`. Whether it exists, the dictionary says. */
export function checkOkved(input: string): Checked<OkvedCode> {
  const okved = normaliseSpaces(input);
  return /^\d{2}(\.\d{1,2}|\.\d{2}\.\d{1,2})?$/.test(okved)
    ? valid(okved)
    : invalid('OKVED_FORMAT');
}

/** ОКПД 2 by form: as ОКВЭД, or the full `XX.XX.XX.XXX`. Whether it exists, the dictionary says. */
export function checkOkpd2(input: string): Checked<Okpd2Code> {
  const okpd2 = normaliseSpaces(input);
  return /^\d{2}(\.\d{1,2}|\.\d{2}\.\d{1,2}|\.\d{2}\.\d{2}\.\d{3})?$/.test(okpd2)
    ? valid(okpd2)
    : invalid('OKPD2_FORMAT');
}

/**
 * Whether `okved` lies inside the branch `prefix` of the classifier: `21` holds `21.20.1`, `21.2` holds
 * `21.20`, and `2`, being no code, holds nothing. A wrong code on either side matches nothing.
 */
export function okvedInBranch(okved: string, prefix: string): boolean {
  const code = checkOkved(okved);
  const branch = checkOkved(prefix);
  // A class has two digits and every digit after it is one level down, so for two well-formed codes
  // the branch is the start of the string.
  return code.ok && branch.ok && code.value.startsWith(branch.value);
}
