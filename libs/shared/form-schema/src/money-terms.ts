import { lineSum, meetsMinOwnShare, split, vatWithin } from '@okno/shared/money';
import type { MoneyTerms } from './context';

/** quantity × price, half-up to a kopeck; nothing when either is out of range or the quantity has more than three decimals. */
export function exactLineSum(quantity: number, priceKopecks: number): number | undefined {
  const sum = lineSum(quantity, priceKopecks);
  return sum.ok ? sum.value : undefined;
}

/** The share of an amount, rounded down to a kopeck. */
export function exactShare(kopecks: number, bp: number): number | undefined {
  if (kopecks === 0) {
    return 0;
  }
  const parts = split({ costKopecks: kopecks, stateShareBp: bp });
  return parts.ok ? parts.value.stateKopecks : undefined;
}

/** The amount without the VAT inside it, half-up to a kopeck. */
export function exactNet(grossKopecks: number, vatBp: number): number | undefined {
  const vat = vatWithin(grossKopecks, vatBp);
  return vat.ok ? vat.value.netKopecks : undefined;
}

/** of × part / whole, rounded down; not more than `of`. Whole numbers from 0 only, a whole of 0 gives nothing. */
export function exactScale(of: number, part: number, whole: number): number | undefined {
  if (![of, part, whole].every((one) => Number.isSafeInteger(one) && one >= 0) || whole === 0) {
    return undefined;
  }
  return part >= whole ? of : Number((BigInt(of) * BigInt(part)) / BigInt(whole));
}

/** Who pays what by the terms of the measure; `cap` is one more ceiling of the state part. */
export function splitCost(
  costKopecks: number,
  terms: MoneyTerms,
  cap: number | undefined,
): { state: number; own: number } | undefined {
  const limit = terms.limitPerApplicationKopecks;
  const parts = split({
    costKopecks,
    stateShareBp: terms.stateShareBp,
    limitKopecks: limit === undefined || cap === undefined ? (limit ?? cap) : Math.min(limit, cap),
    yearRestKopecks: terms.yearlyRestKopecks,
    roundRestKopecks: terms.roundRestKopecks,
  });
  return parts.ok ? { state: parts.value.stateKopecks, own: parts.value.ownKopecks } : undefined;
}

/** own × 10000 ≥ cost × minOwnBp, in whole kopecks. */
export function ownShareIsEnough(
  costKopecks: number,
  ownKopecks: number,
  minOwnBp: number,
): boolean {
  return meetsMinOwnShare({ costKopecks, ownKopecks }, minOwnBp);
}
