import { bad, good, isKopecks, type Kopecks, type Money } from './kopecks';

interface Part {
  readonly index: number;
  readonly kopecks: bigint;
  readonly remainder: bigint;
}

/**
 * Spreads an amount over lines in proportion to their weights, by largest remainder: every line gets its
 * exact part rounded down, and the kopecks left go one each to the largest remainders (the earlier line
 * of equal ones). The parts add up to the amount. WEIGHT_RANGE: a weight that is no whole number from zero,
 * or an amount with nothing to carry it (all weights are zero).
 */
export function allocate(
  amountKopecks: Kopecks,
  weights: readonly number[],
): Money<Kopecks[], 'AMOUNT_RANGE' | 'WEIGHT_RANGE'> {
  if (!isKopecks(amountKopecks)) {
    return bad('AMOUNT_RANGE');
  }
  const whole = weights.reduce(
    (sum, weight) => sum + (isKopecks(weight) ? BigInt(weight) : 0n),
    0n,
  );
  if (!weights.every((weight) => isKopecks(weight)) || (whole === 0n && amountKopecks > 0)) {
    return bad('WEIGHT_RANGE');
  }
  if (whole === 0n) {
    return good(weights.map(() => 0));
  }
  const parts = weights.map((weight, index): Part => {
    const exact = BigInt(amountKopecks) * BigInt(weight);
    return { index, kopecks: exact / whole, remainder: exact % whole };
  });
  const left = BigInt(amountKopecks) - parts.reduce((sum, part) => sum + part.kopecks, 0n);
  const topped = new Set(
    [...parts]
      .sort(byLargestRemainder)
      .slice(0, Number(left))
      .map((part) => part.index),
  );
  return good(parts.map(({ index, kopecks }) => Number(kopecks) + (topped.has(index) ? 1 : 0)));
}

function byLargestRemainder(a: Part, b: Part): number {
  if (a.remainder === b.remainder) {
    return a.index - b.index;
  }
  return a.remainder > b.remainder ? -1 : 1;
}
