import { type Checked, invalid, valid, validUnchecked } from './checked';
import { dropSeparators, normaliseSpaces, weightedSum } from './normalise';

export const SNILS_CODES = [
  'SNILS_FORMAT',
  'SNILS_LENGTH',
  'SNILS_RANGE',
  'SNILS_CHECKSUM',
] as const;
export type SnilsCode = (typeof SNILS_CODES)[number];

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, 1];
/** Numbers up to this one were given before control numbers existed. */
const LAST_WITHOUT_CONTROL = 1_001_998;

/**
 * СНИЛС: nine digits and a two-digit control number, typed with or without separators (domain §8).
 * The canonical value is the 11 bare digits; `formatSnils` shows them as on the card.
 */
export function checkSnils(input: string): Checked<SnilsCode> {
  const snils = dropSeparators(normaliseSpaces(input));
  if (!/^\d+$/.test(snils)) {
    return invalid('SNILS_FORMAT');
  }
  if (snils.length !== 11) {
    return invalid('SNILS_LENGTH');
  }
  const number = Number(snils.slice(0, 9));
  if (number === 0) {
    return invalid('SNILS_RANGE');
  }
  if (number <= LAST_WITHOUT_CONTROL) {
    return validUnchecked(snils);
  }
  return controlNumber(snils) === Number(snils.slice(9)) ? valid(snils) : invalid('SNILS_CHECKSUM');
}

/** `11223344595` → `112-233-445 95`. Takes an accepted value. */
export function formatSnils(snils: string): string {
  return `${snils.slice(0, 3)}-${snils.slice(3, 6)}-${snils.slice(6, 9)} ${snils.slice(9)}`;
}

function controlNumber(snils: string): number {
  // 100 does not fit two digits and is written 00; 101 leaves remainder 0 and 201 leaves 100.
  return (weightedSum(snils, WEIGHTS) % 101) % 100;
}
