import fc from 'fast-check';

import { formatKopecks, formatShare, MONEY_CODES, parseRoubles } from '.';

const MAX = Number.MAX_SAFE_INTEGER;
const plain = (text: string) => text.replaceAll('\u00a0', '_');

describe('an amount in words of the interface', () => {
  it.each([
    [123_456_789, '1_234_567,89_₽', '1,234,567.89_₽'],
    [15_000_000, '150_000_₽', '150,000_₽'],
    [99_900, '999_₽', '999_₽'],
    [100_000, '1_000_₽', '1,000_₽'],
    [5, '0,05_₽', '0.05_₽'],
    [50, '0,50_₽', '0.50_₽'],
    [0, '0_₽', '0_₽'],
    [-123_450, '−1_234,50_₽', '−1,234.50_₽'],
    [MAX, '90_071_992_547_409,91_₽', '90,071,992,547,409.91_₽'],
  ])('%d is %s in Russian and %s in English', (amount, ru, en) => {
    expect(plain(formatKopecks(amount))).toBe(ru);
    expect(plain(formatKopecks(amount, 'en'))).toBe(en);
  });

  it('documents show the kopecks always', () => {
    expect(plain(formatKopecks(15_000_000, 'ru', { kopecks: 'always' }))).toBe('150_000,00_₽');
  });
});

it('a share has two decimals', () => {
  expect(plain(formatShare(8000))).toBe('80,00_%');
  expect(formatShare(8000, 'en')).toBe('80.00%');
  expect(plain(formatShare(2005))).toBe('20,05_%');
  expect(formatShare(5, 'en')).toBe('0.05%');
});

describe('an amount as typed', () => {
  it.each([
    ['14 500,5', 1_450_050],
    ['14 500.50', 1_450_050],
    ['14500', 1_450_000],
    ['\u00a01\u202f234\u00a0567,89\u00a0₽ ', 123_456_789],
    ['150 000 руб.', 15_000_000],
    ['150000р', 15_000_000],
    ['0,01', 1],
    ['0', 0],
    ['007', 700],
    ['90071992547409,91', MAX],
  ])('%j is %d kopecks', (input, amount) => {
    expect(parseRoubles(input)).toEqual({ ok: true, value: amount });
  });

  it.each([
    ['1,234,567.89', 123_456_789],
    ['1,234', 123_400],
    ['1 234.5', 123_450],
  ])('%j in English is %d kopecks', (input, amount) => {
    expect(parseRoubles(input, 'en')).toEqual({ ok: true, value: amount });
  });

  it.each([
    '',
    '₽',
    '-5',
    '+5',
    '14 50',
    '1 2345',
    '1,234,567',
    '1,234',
    '1.5.2',
    '5,',
    ',5',
    '5,123',
    '1e5',
    'сто',
    '5 $',
    '1'.repeat(100_000),
  ])('%.20j is not an amount', (input) => {
    expect(parseRoubles(input)).toEqual({ ok: false, code: 'AMOUNT_FORMAT' });
  });

  it('has an upper end', () => {
    expect(parseRoubles('90071992547409,92')).toEqual({ ok: false, code: 'AMOUNT_RANGE' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('ru', 'en'), (text, language) => {
        parseRoubles(text, language);
      }),
    );
  });

  it('what is shown reads back as the same amount', () => {
    const kopecks = fc.oneof(fc.nat(10_000_000), fc.integer({ min: 0, max: MAX }));
    fc.assert(
      fc.property(kopecks, fc.constantFrom('ru', 'en'), (amount, language) => {
        const shown = formatKopecks(amount, language);
        expect(parseRoubles(shown, language)).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

it('names every code once', () => {
  expect(new Set(MONEY_CODES).size).toBe(MONEY_CODES.length);
});
