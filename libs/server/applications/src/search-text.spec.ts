import { searchQueryOf } from './search-text';

describe('what somebody typed into the search', () => {
  it.each([
    ['шовный материал', 'шовный:* & материал:*'],
    ['ИП О', 'ИП & О'],
    ["a'b & !c | (d)", 'a & b & c & d'],
    ['4299000019', '4299000019:*'],
    ['  !!! ', null],
  ])('%s', (typed, expected) => {
    expect(searchQueryOf(typed)).toBe(expected);
  });

  it('is never longer than eight words', () => {
    expect(searchQueryOf('one two three four five six seven eight nine')).not.toContain('nine');
  });
});
