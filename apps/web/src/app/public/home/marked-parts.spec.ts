import { markedParts } from './marked-parts';

describe('a snippet of a search', () => {
  it('tells the words found from the text around them', () => {
    expect(markedParts('проведение <mark>маркетинговых</mark> исследований')).toEqual([
      { text: 'проведение ', found: false },
      { text: 'маркетинговых', found: true },
      { text: ' исследований', found: false },
    ]);
  });

  it('is empty without a search', () => {
    expect(markedParts('')).toEqual([]);
  });

  it('keeps other markup as text', () => {
    expect(markedParts('<b>вывод</b>')).toEqual([{ text: '<b>вывод</b>', found: false }]);
  });
});
