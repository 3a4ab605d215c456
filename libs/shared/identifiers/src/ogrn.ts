import { type Checked, invalid, valid } from './checked';
import type { HolderKind } from './inn';
import { digitAt, normaliseSpaces } from './normalise';

export const OGRN_CODES = ['OGRN_FORMAT', 'OGRN_LENGTH', 'OGRN_KIND', 'OGRN_CHECKSUM'] as const;
export type OgrnCode = (typeof OGRN_CODES)[number];

/**
 * ОГРН: 13 digits of an organisation, or ОГРНИП: 15 of a sole trader (domain §8).
 * The first digit says what the number is: 1 or 5 an ОГРН, 3 an ОГРНИП; the rest number register
 * records (ГРН) and are refused, which also refuses all zeros.
 * With `kind` the number must be of that kind of holder.
 */
export function checkOgrn(input: string, kind?: HolderKind): Checked<OgrnCode> {
  const ogrn = normaliseSpaces(input);
  if (!/^\d+$/.test(ogrn)) {
    return invalid('OGRN_FORMAT');
  }
  if (ogrn.length !== 13 && ogrn.length !== 15) {
    return invalid('OGRN_LENGTH');
  }
  const firstDigits = ogrn.length === 13 ? '15' : '3';
  if (!firstDigits.includes(ogrn.charAt(0)) || (kind !== undefined && kind !== ogrnKind(ogrn))) {
    return invalid('OGRN_KIND');
  }
  return hasRightCheckDigit(ogrn) ? valid(ogrn) : invalid('OGRN_CHECKSUM');
}

/** Whose number an accepted ОГРН is: by its length. */
export function ogrnKind(ogrn: string): HolderKind {
  return ogrn.length === 13 ? 'ORGANISATION' : 'PERSON';
}

function hasRightCheckDigit(ogrn: string): boolean {
  const last = ogrn.length - 1;
  const divisor = BigInt(last === 12 ? 11 : 13);
  return Number((BigInt(ogrn.slice(0, last)) % divisor) % 10n) === digitAt(ogrn, last);
}
