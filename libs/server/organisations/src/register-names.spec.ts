import { sameName, withRussianQuotes } from './register-names';

describe('names as registers write them', () => {
  it.each([
    ['ООО "ПРИМЕР"', 'ООО «ПРИМЕР»'],
    ['ООО "ПРИМЕР "ВНУТРИ""', 'ООО «ПРИМЕР «ВНУТРИ»»'],
    ['"ПРИМЕР"', '«ПРИМЕР»'],
    ['ООО ПРИМЕР', 'ООО ПРИМЕР'],
    ['ООО «ПРИМЕР»', 'ООО «ПРИМЕР»'],
  ])('%s has Russian quotes as %s', (written, shown) => {
    expect(withRussianQuotes(written)).toBe(shown);
  });

  it('are the same whatever the case, quotes and ё', () => {
    expect(sameName('ООО «Ёлка  Пример»', 'ООО "ЕЛКА ПРИМЕР"')).toBe(true);
    expect(sameName('ООО «Ёлка»', 'ООО «Елки»')).toBe(false);
  });
});
