import fc from 'fast-check';

import { allocate, lineSum, total, vatOnTop, vatWithin } from '.';

const MAX = Number.MAX_SAFE_INTEGER;
const ok = (value: unknown) => ({ ok: true, value });
const refused = (code: string) => ({ ok: false, code });
const kopecks = fc.oneof(fc.nat(10_000), fc.integer({ min: 0, max: MAX }));

describe('sum of a line', () => {
  it.each([
    [2, 1_250_000, 2_500_000],
    ['2', 1_250_000, 2_500_000],
    [' 2,5 ', 101, 253],
    ['2.5', 99, 248],
    ['0.333', 100, 33],
    ['0.005', 100, 1],
    ['0.004', 100, 0],
    [1.005, 1000, 1005],
    [0.1, 30, 3],
    [1.1, 1_000_000_000_001, 1_100_000_000_001],
    ['0', 100, 0],
    ['000012.500', 100, 1250],
    [1, MAX, MAX],
  ])('%j × %d = %d', (quantity, price, sum) => {
    expect(lineSum(quantity, price)).toEqual(ok(sum));
  });

  it.each([
    ['', 1, 'QUANTITY_FORMAT'],
    ['1,2345', 1, 'QUANTITY_FORMAT'],
    [0.1 + 0.2, 1, 'QUANTITY_FORMAT'],
    ['-1', 1, 'QUANTITY_FORMAT'],
    [-1, 1, 'QUANTITY_FORMAT'],
    [NaN, 1, 'QUANTITY_FORMAT'],
    [Infinity, 1, 'QUANTITY_FORMAT'],
    [1e21, 1, 'QUANTITY_FORMAT'],
    [1e-7, 1, 'QUANTITY_FORMAT'],
    ['1 000', 1, 'QUANTITY_FORMAT'],
    ['1.', 1, 'QUANTITY_FORMAT'],
    ['0x10', 1, 'QUANTITY_FORMAT'],
    ['1'.repeat(16), 0, 'QUANTITY_FORMAT'],
    [1, -1, 'PRICE_RANGE'],
    [1, 1.5, 'PRICE_RANGE'],
    [1, MAX + 1, 'PRICE_RANGE'],
    [2, MAX, 'SUM_RANGE'],
    ['1.001', MAX, 'SUM_RANGE'],
  ])('%j × %d is refused with %s', (quantity, price, code) => {
    expect(lineSum(quantity, price)).toEqual(refused(code));
  });

  it('is within half a kopeck of the exact product, and a half goes up', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.nat(1_000_000_000), (thousandths, price) => {
        const quantity = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
        const sum = lineSum(quantity, price);
        const exact = BigInt(thousandths) * BigInt(price);
        const excess = sum.ok ? BigInt(sum.value) * 1000n - exact : 1000n;
        expect(excess > -500n && excess <= 500n).toBe(true);
        expect(lineSum(thousandths / 1000, price)).toEqual(sum);
      }),
    );
  });
});

describe('total', () => {
  it('adds up and stays within the safe range', () => {
    expect(total([])).toEqual(ok(0));
    expect(total([1, 2, 3])).toEqual(ok(6));
    expect(total([MAX, 0])).toEqual(ok(MAX));
    expect(total([MAX, 1])).toEqual(refused('SUM_RANGE'));
    expect(total([1, -1])).toEqual(refused('AMOUNT_RANGE'));
    expect(total([0.5])).toEqual(refused('AMOUNT_RANGE'));
  });
});

describe('allocation over lines', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [0, 3, 7], [0, 3, 7]],
    [5, [10, 20, 30], [1, 2, 2]],
    [0, [1, 2], [0, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ])('%d over %j is %j', (amount, weights, parts) => {
    expect(allocate(amount, weights)).toEqual(ok(parts));
  });

  it.each([
    [-1, [1], 'AMOUNT_RANGE'],
    [0.5, [1], 'AMOUNT_RANGE'],
    [1, [], 'WEIGHT_RANGE'],
    [1, [0, 0], 'WEIGHT_RANGE'],
    [1, [1, -1], 'WEIGHT_RANGE'],
    [1, [NaN], 'WEIGHT_RANGE'],
  ])('%d over %j is refused with %s', (amount, weights, code) => {
    expect(allocate(amount, weights)).toEqual(refused(code));
  });

  it('adds up, every part is its exact one rounded down or up, a larger weight never gets less', () => {
    const weights = fc.array(kopecks, { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(kopecks, weights, (amount, lines) => {
        const whole = lines.reduce((sum, line) => sum + BigInt(line), 0n);
        fc.pre(whole > 0n);
        const answer = allocate(amount, lines);
        const parts = answer.ok ? answer.value : [];
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
        lines.forEach((line, i) => {
          const excess = BigInt(parts[i] ?? -1) * whole - BigInt(amount) * BigInt(line);
          expect(excess > -whole && excess < whole).toBe(true);
          lines.forEach((other, j) => {
            if (line > other) {
              expect(parts[i]).toBeGreaterThanOrEqual(parts[j] ?? -1);
            }
          });
        });
      }),
    );
  });
});

describe('VAT', () => {
  it.each([
    [12_000, 2000, 10_000],
    [100, 2000, 83],
    [101, 2000, 84],
    [1, 10_000, 1],
    [100, 0, 100],
    [0, 2000, 0],
    [MAX, 2200, 7_382_950_208_804_091],
  ])('inside %d at %d bp leaves %d', (gross, vatBp, net) => {
    expect(vatWithin(gross, vatBp)).toEqual(
      ok({ netKopecks: net, vatKopecks: gross - net, grossKopecks: gross }),
    );
  });

  it('on top is rounded half up and may not leave the safe range', () => {
    expect(vatOnTop(103, 1000)).toEqual(ok({ netKopecks: 103, vatKopecks: 10, grossKopecks: 113 }));
    expect(vatOnTop(105, 1000)).toEqual(ok({ netKopecks: 105, vatKopecks: 11, grossKopecks: 116 }));
    expect(vatOnTop(MAX, 2000)).toEqual(refused('AMOUNT_RANGE'));
  });

  it('refuses a wrong amount or rate', () => {
    for (const vat of [vatWithin, vatOnTop]) {
      expect(vat(-1, 2000)).toEqual(refused('AMOUNT_RANGE'));
      expect(vat(1.5, 2000)).toEqual(refused('AMOUNT_RANGE'));
      expect(vat(1, -1)).toEqual(refused('VAT_RANGE'));
      expect(vat(1, 0.2)).toEqual(refused('VAT_RANGE'));
    }
  });

  it('put on top of a net amount and taken out again gives the net amount', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(10_000), (net, vatBp) => {
        const gross = vatOnTop(net, vatBp);
        expect(gross.ok && vatWithin(gross.value.grossKopecks, vatBp)).toEqual(gross);
      }),
    );
  });
});
