import { type Checked, invalid, valid } from './checked';
import { digitAt, normaliseSpaces, weightedSum } from './normalise';

/** Whose number it is: a legal entity, or a person (a sole trader is a person to the tax service). */
export type HolderKind = 'ORGANISATION' | 'PERSON';

export const INN_CODES = [
  'INN_FORMAT',
  'INN_LENGTH',
  'INN_KIND',
  'INN_REGION',
  'INN_CHECKSUM',
] as const;
export type InnCode = (typeof INN_CODES)[number];

/** What an ИНН says about its holder. */
export interface InnFacts {
  readonly kind: HolderKind;
  /** The first two digits: the region of the tax office that gave the number. */
  readonly region: string;
  /** A foreign organisation on the Russian tax register (prefix 9909). */
  readonly foreign: boolean;
}

const WEIGHTS_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const WEIGHTS_11 = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const WEIGHTS_12 = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/**
 * ИНН: 10 digits of an organisation or 12 of a person, with their check digits (domain §8).
 * With `kind` the number must be of that kind of holder.
 */
export function checkInn(input: string, kind?: HolderKind): Checked<InnCode> {
  const inn = normaliseSpaces(input);
  if (!/^\d+$/.test(inn)) {
    return invalid('INN_FORMAT');
  }
  if (inn.length !== 10 && inn.length !== 12) {
    return invalid('INN_LENGTH');
  }
  if (kind !== undefined && kind !== kindOf(inn)) {
    return invalid('INN_KIND');
  }
  // All zeros satisfy the check digits, so the region is what refuses them.
  if (inn.startsWith('00')) {
    return invalid('INN_REGION');
  }
  return hasRightCheckDigits(inn) ? valid(inn) : invalid('INN_CHECKSUM');
}

/** Reads an ИНН that `checkInn` accepted. */
export function innFacts(inn: string): InnFacts {
  const kind = kindOf(inn);
  return {
    kind,
    region: inn.slice(0, 2),
    foreign: kind === 'ORGANISATION' && inn.startsWith('9909'),
  };
}

function kindOf(inn: string): HolderKind {
  return inn.length === 10 ? 'ORGANISATION' : 'PERSON';
}

function hasRightCheckDigits(inn: string): boolean {
  const weightsOfCheckDigits = inn.length === 10 ? [WEIGHTS_10] : [WEIGHTS_11, WEIGHTS_12];
  return weightsOfCheckDigits.every(
    (weights) => (weightedSum(inn, weights) % 11) % 10 === digitAt(inn, weights.length),
  );
}
