/**
 * An amount of money: an integer number of kopecks, at most 2^53 − 1 (about 90 thousand billion roubles).
 * Never roubles, never a fraction.
 */
export type Kopecks = number;

/** A share in hundredths of a percent, an integer from 0 to 10 000: 80 % is 8000. */
export type BasisPoints = number;

/** 100 %. */
export const WHOLE_BP: BasisPoints = 10_000;

/** Every code this library answers with. The browser translates them, so none is ever renamed. */
export const MONEY_CODES = [
  'AMOUNT_FORMAT',
  'AMOUNT_RANGE',
  'COST_RANGE',
  'LIMIT_RANGE',
  'PRICE_RANGE',
  'QUANTITY_FORMAT',
  'SHARE_RANGE',
  'SUM_RANGE',
  'VAT_RANGE',
  'WEIGHT_RANGE',
] as const;
export type MoneyCode = (typeof MONEY_CODES)[number];

/** An answer of this library: a value, or the code of what is wrong with the input. Nothing throws. */
export type Money<Value, Code extends MoneyCode = MoneyCode> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: Code };

export function good<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function bad<Code extends MoneyCode>(
  code: Code,
): { readonly ok: false; readonly code: Code } {
  return { ok: false, code };
}

/** Whether `value` is an amount that may be counted with: a safe integer of at least `min` kopecks. */
export function isKopecks(value: number, min = 0): boolean {
  return Number.isSafeInteger(value) && value >= min;
}

/** Whether `value` is a share from 0 to 100 %. */
export function isBasisPoints(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= WHOLE_BP;
}

/** floor(a × b / divisor), exact for safe non-negative integers. Callers know that the result is safe. */
export function floorShare(a: number, b: number, divisor: number): number {
  return Number((BigInt(a) * BigInt(b)) / BigInt(divisor));
}

/** numerator / divisor rounded to the nearest integer, a half upwards. Both are not negative. */
export function halfUp(numerator: bigint, divisor: bigint): bigint {
  return (numerator * 2n + divisor) / (divisor * 2n);
}
