import {
  bad,
  type BasisPoints,
  good,
  halfUp,
  isBasisPoints,
  isKopecks,
  type Kopecks,
  type Money,
  WHOLE_BP,
} from './kopecks';

/** An amount with its VAT told apart: `netKopecks + vatKopecks = grossKopecks`. */
export interface Vat {
  readonly netKopecks: Kopecks;
  readonly vatKopecks: Kopecks;
  readonly grossKopecks: Kopecks;
}

const WHOLE = BigInt(WHOLE_BP);

/** VAT inside an amount: net = gross × 100 / (100 + rate), half a kopeck upwards; VAT is the rest. */
export function vatWithin(
  grossKopecks: Kopecks,
  vatBp: BasisPoints,
): Money<Vat, 'AMOUNT_RANGE' | 'VAT_RANGE'> {
  if (!isKopecks(grossKopecks)) {
    return bad('AMOUNT_RANGE');
  }
  if (!isBasisPoints(vatBp)) {
    return bad('VAT_RANGE');
  }
  const netKopecks = Number(halfUp(BigInt(grossKopecks) * WHOLE, WHOLE + BigInt(vatBp)));
  return good({ netKopecks, vatKopecks: grossKopecks - netKopecks, grossKopecks });
}

/** VAT on top of an amount that does not include it: net × rate / 100, half a kopeck upwards. */
export function vatOnTop(
  netKopecks: Kopecks,
  vatBp: BasisPoints,
): Money<Vat, 'AMOUNT_RANGE' | 'VAT_RANGE'> {
  if (!isKopecks(netKopecks)) {
    return bad('AMOUNT_RANGE');
  }
  if (!isBasisPoints(vatBp)) {
    return bad('VAT_RANGE');
  }
  const vatKopecks = Number(halfUp(BigInt(netKopecks) * BigInt(vatBp), WHOLE));
  const grossKopecks = netKopecks + vatKopecks;
  return isKopecks(grossKopecks)
    ? good({ netKopecks, vatKopecks, grossKopecks })
    : bad('AMOUNT_RANGE');
}
