import { readHash, readNumber } from './receipt-words';

describe('what is typed from a receipt', () => {
  it.each([
    ['KZB-SRV-2026-000412', 'KZB-SRV-2026-000412'],
    ['  kzb-mem-2026-000001 ', 'KZB-MEM-2026-000001'],
    ['KZB – SRV – 2026 – 000412', 'KZB-SRV-2026-000412'],
  ])('reads the number %s', (typed, number) => {
    expect(readNumber(typed)).toBe(number);
  });

  it.each(['', '412', 'KZB-SRV-26-412', '../me'])('refuses the number "%s"', (typed) => {
    expect(readNumber(typed)).toBeNull();
  });

  it('reads a control sum printed in groups', () => {
    expect(readHash('9F86 D081 884C 7D65')).toBe('9f86d081884c7d65');
    expect(readHash('not a sum')).toBeNull();
  });
});
