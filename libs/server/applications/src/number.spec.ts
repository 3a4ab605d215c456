import { formatNumber, looksLikeNumber } from './number';

describe('a number', () => {
  it('says cluster, kind, year and place', () => {
    expect(formatNumber('KZB', 'SERVICE', 2026, 1)).toBe('KZB-SRV-2026-000001');
    expect(formatNumber('KZB', 'MEMBERSHIP', 2027, 123_456)).toBe('KZB-MEM-2027-123456');
  });

  it.each([
    ['KZB-SRV-2026-000001', true],
    ['kzb-', true],
    ['KZB-SRV', true],
    ['шов-материал', false],
    ['4299000019', false],
    ["KZB-'; --", false],
  ])('is recognised by its beginning: %s', (text, expected) => {
    expect(looksLikeNumber(text)).toBe(expected);
  });
});
