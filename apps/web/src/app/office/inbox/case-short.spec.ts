import { initialsOf, shortNumber } from './case-short';

describe('how a case is named in a row', () => {
  it.each([
    ['KZB-MEM-2026-000012', 'MEM 012'],
    ['KZB-SRV-2026-001412', 'SRV 1412'],
    ['ЧТО-ТО', 'ЧТО-ТО'],
    [null, '—'],
  ])('%s is %s', (number, short) => {
    expect(shortNumber(number)).toBe(short);
  });

  it('takes the first letters of a person’s words', () => {
    expect(initialsOf('Ирина Лаптева')).toBe('ИЛ');
    expect(initialsOf('Рецензент (демо)')).toBe('Р');
  });
});
