import fc from 'fast-check';

import { type Money, meetsMinOwnShare, split, splitAtPrice, type Split, type SplitTerms } from '.';

const MAX = Number.MAX_SAFE_INTEGER;

function valueOf<Value>(answer: Money<Value>): Value {
  if (!answer.ok) {
    throw new Error(answer.code);
  }
  return answer.value;
}

const kopecks = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: MAX }));
const cap = fc.option(fc.oneof(fc.constant(0), kopecks), { nil: undefined });
const terms = fc.record({
  costKopecks: kopecks,
  stateShareBp: fc.integer({ min: 0, max: 10_000 }),
  limitKopecks: cap,
  yearRestKopecks: cap,
  roundRestKopecks: cap,
});

describe('split', () => {
  const base: SplitTerms = { costKopecks: 100_000, stateShareBp: 8000 };

  it('says what the share alone gives and which limit cut it', () => {
    expect(split({ ...base, limitKopecks: 70_000, roundRestKopecks: 60_000 })).toEqual({
      ok: true,
      value: {
        costKopecks: 100_000,
        stateShareBp: 8000,
        stateKopecks: 60_000,
        ownKopecks: 40_000,
        capReason: 'ROUND',
        byShareKopecks: 80_000,
        ownShareBp: 4000,
      },
    });
  });

  it.each([
    [{ limitKopecks: 80_000, yearRestKopecks: 80_000 }, 80_000, 'SHARE'],
    [{ limitKopecks: 50_000, yearRestKopecks: 50_000 }, 50_000, 'LIMIT'],
    [{ yearRestKopecks: 50_000, roundRestKopecks: 50_000 }, 50_000, 'YEAR'],
    [{ limitKopecks: null, yearRestKopecks: null, roundRestKopecks: null }, 80_000, 'SHARE'],
    [{ limitKopecks: 0 }, 0, 'LIMIT'],
    [{ yearRestKopecks: -1 }, 0, 'YEAR'],
    [{ roundRestKopecks: -500 }, 0, 'ROUND'],
  ])('%j gives %d by %s', (caps, stateKopecks, capReason) => {
    expect(valueOf(split({ ...base, ...caps }))).toMatchObject({ stateKopecks, capReason });
  });

  it.each([
    [{ costKopecks: 0 }, 'COST_RANGE'],
    [{ costKopecks: -1 }, 'COST_RANGE'],
    [{ costKopecks: 1.5 }, 'COST_RANGE'],
    [{ costKopecks: NaN }, 'COST_RANGE'],
    [{ costKopecks: Infinity }, 'COST_RANGE'],
    [{ costKopecks: MAX + 1 }, 'COST_RANGE'],
    [{ stateShareBp: -1 }, 'SHARE_RANGE'],
    [{ stateShareBp: 10_001 }, 'SHARE_RANGE'],
    [{ stateShareBp: 0.8 }, 'SHARE_RANGE'],
    [{ limitKopecks: -1 }, 'LIMIT_RANGE'],
    [{ limitKopecks: 0.5 }, 'LIMIT_RANGE'],
    [{ yearRestKopecks: NaN }, 'LIMIT_RANGE'],
    [{ roundRestKopecks: MAX + 1 }, 'LIMIT_RANGE'],
  ])('%j is refused with %s', (wrong, code) => {
    expect(split({ ...base, ...wrong })).toEqual({ ok: false, code });
  });

  it('the parts add up, are not negative and never above the share or a limit', () => {
    fc.assert(
      fc.property(terms, (input) => {
        const parts = valueOf(split(input));
        expect(parts.stateKopecks + parts.ownKopecks).toBe(input.costKopecks);
        expect(parts.stateKopecks).toBeGreaterThanOrEqual(0);
        expect(parts.ownKopecks).toBeGreaterThanOrEqual(0);
        const limits = [input.limitKopecks, input.yearRestKopecks, input.roundRestKopecks];
        const allowed = [parts.byShareKopecks, ...limits.filter((limit) => limit !== undefined)];
        expect(parts.stateKopecks).toBe(Math.min(...allowed));
      }),
    );
  });

  it('the share is exact: rounded down, by less than a kopeck', () => {
    fc.assert(
      fc.property(terms, (input) => {
        const { byShareKopecks } = valueOf(split(input));
        const exact = BigInt(input.costKopecks) * BigInt(input.stateShareBp);
        const lost = exact - BigInt(byShareKopecks) * 10_000n;
        expect(lost >= 0n && lost < 10_000n).toBe(true);
      }),
    );
  });

  it('a higher cost lowers neither part', () => {
    fc.assert(
      fc.property(terms, kopecks, (input, other) => {
        const [less, more] = [input.costKopecks, other].sort((a, b) => a - b);
        const low = valueOf(split({ ...input, costKopecks: less ?? 1 }));
        const high = valueOf(split({ ...input, costKopecks: more ?? 1 }));
        expect(high.stateKopecks).toBeGreaterThanOrEqual(low.stateKopecks);
        expect(high.ownKopecks).toBeGreaterThanOrEqual(low.ownKopecks);
      }),
    );
  });

  it('a higher share or limit does not lower the state part', () => {
    fc.assert(
      fc.property(terms, fc.nat(10_000), kopecks, (input, extraShare, extraLimit) => {
        const before = valueOf(split(input)).stateKopecks;
        const stateShareBp = Math.min(input.stateShareBp + extraShare, 10_000);
        const limitKopecks = Math.min((input.limitKopecks ?? MAX) + extraLimit, MAX);
        expect(valueOf(split({ ...input, stateShareBp })).stateKopecks).toBeGreaterThanOrEqual(
          before,
        );
        expect(valueOf(split({ ...input, limitKopecks })).stateKopecks).toBeGreaterThanOrEqual(
          before,
        );
      }),
    );
  });
});

describe('minimum own share', () => {
  it('is compared in kopecks: the state part rounded down helps, a limit too', () => {
    expect(meetsMinOwnShare({ costKopecks: 15_000_000, ownKopecks: 3_000_000 }, 2000)).toBe(true);
    expect(meetsMinOwnShare({ costKopecks: 15_000_000, ownKopecks: 2_999_999 }, 2000)).toBe(false);
    expect(meetsMinOwnShare({ costKopecks: MAX, ownKopecks: MAX }, 10_000)).toBe(true);
    expect(meetsMinOwnShare({ costKopecks: MAX, ownKopecks: MAX - 1 }, 10_000)).toBe(false);
  });

  it('always holds for the rest of the share', () => {
    fc.assert(
      fc.property(terms, (input) =>
        meetsMinOwnShare(valueOf(split(input)), 10_000 - input.stateShareBp),
      ),
    );
  });
});

describe('split at the price of the contract', () => {
  const byShare = valueOf(split({ costKopecks: 100_000, stateShareBp: 8000 }));
  const limited = valueOf(
    split({ costKopecks: 100_000_000, stateShareBp: 9000, limitKopecks: 50_000_000 }),
  );

  it.each<[string, Split, number, Partial<Split>]>([
    ['a lower price', byShare, 90_001, { stateKopecks: 72_000, ownKopecks: 18_001 }],
    ['the same price', byShare, 100_000, { stateKopecks: 80_000, ownKopecks: 20_000 }],
    ['a higher price', byShare, 130_000, { stateKopecks: 80_000, ownKopecks: 50_000 }],
    [
      'a lower price still over the limit',
      limited,
      80_000_000,
      { stateKopecks: 50_000_000, capReason: 'LIMIT' },
    ],
    [
      'a price under the limit',
      limited,
      50_000_000,
      { stateKopecks: 45_000_000, capReason: 'SHARE' },
    ],
  ])('%s', (_, approved, price, expected) => {
    expect(valueOf(splitAtPrice(approved, price))).toMatchObject(expected);
  });

  it('needs a price', () => {
    for (const price of [0, -1, 0.5, NaN, MAX + 1]) {
      expect(splitAtPrice(byShare, price)).toEqual({ ok: false, code: 'PRICE_RANGE' });
    }
  });

  it('adds up, never raises the state part, and changes nothing at the approved cost', () => {
    fc.assert(
      fc.property(terms, kopecks, (input, price) => {
        const approved = valueOf(split(input));
        const agreed = valueOf(splitAtPrice(approved, price));
        expect(agreed.stateKopecks + agreed.ownKopecks).toBe(price);
        expect(agreed.ownKopecks).toBeGreaterThanOrEqual(0);
        expect(agreed.stateKopecks).toBeLessThanOrEqual(approved.stateKopecks);
        expect(valueOf(splitAtPrice(approved, input.costKopecks))).toEqual(approved);
      }),
    );
  });
});
