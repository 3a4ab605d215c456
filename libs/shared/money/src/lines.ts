import { bad, good, halfUp, isKopecks, type Kopecks, type Money } from './kopecks';

/** A quantity is counted in thousandths. */
const THOUSAND = 1000n;

/**
 * Sum of an estimate line: quantity × price, half a kopeck upwards. The quantity has up to three decimals
 * and comes as typed (`'2,5'`) or as a number; its decimal digits are read, so no float takes part.
 */
export function lineSum(
  quantity: string | number,
  priceKopecks: Kopecks,
): Money<Kopecks, 'QUANTITY_FORMAT' | 'PRICE_RANGE' | 'SUM_RANGE'> {
  const thousandths = readThousandths(quantity);
  if (thousandths === undefined) {
    return bad('QUANTITY_FORMAT');
  }
  if (!isKopecks(priceKopecks)) {
    return bad('PRICE_RANGE');
  }
  return safe(halfUp(thousandths * BigInt(priceKopecks), THOUSAND));
}

/** Σ of amounts that may each be zero or more. */
export function total(amounts: readonly Kopecks[]): Money<Kopecks, 'AMOUNT_RANGE' | 'SUM_RANGE'> {
  if (!amounts.every((amount) => isKopecks(amount))) {
    return bad('AMOUNT_RANGE');
  }
  return safe(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
}

function safe(sum: bigint): Money<Kopecks, 'SUM_RANGE'> {
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? good(Number(sum)) : bad('SUM_RANGE');
}

/** A number prints its shortest decimal form, so 0.1 is read as 0.1; an exponent is refused. */
function readThousandths(quantity: string | number): bigint | undefined {
  const match = /^(\d{1,15})(?:[.,](\d{1,3}))?$/.exec(String(quantity).trim());
  return match
    ? BigInt(match[1] ?? '0') * THOUSAND + BigInt((match[2] ?? '').padEnd(3, '0'))
    : undefined;
}
