import fc from 'fast-check';

import { foundWords, plainText, searchWords, tsqueries } from './search-words';

describe('the words of a question', () => {
  it('are small, without ё, each once, a code in one piece', () => {
    expect(searchWords('Ещё ЕЩЁ: KZ-06, «MBK-I1»!')).toEqual(['еще', 'kz06', 'mbki1']);
    expect(plainText('ТЭО и KZ-P2')).toBe('тэо и kzp2');
  });

  it('are letters and digits only, few and short, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (question) => {
        const words = searchWords(question);
        expect(words.length).toBeLessThanOrEqual(10);
        for (const word of words) {
          expect(word).toMatch(/^[\p{L}\p{N}]{1,40}$/u);
        }
      }),
    );
  });

  it('that occur are looked for; in place of the others, what is most like them; stop words never', () => {
    const words = foundWords([
      { query: "'маркет':*", known: true, similar: [] },
      { query: "'рынк':*", known: false, similar: ["'рынок'", "'рынк'", ''] },
      { query: '', known: false, similar: [] },
      { query: "'цйукен':*", known: false, similar: [] },
    ]);
    expect(words).toEqual(["('маркет':*)", "('рынок' | 'рынк')"]);
    expect(tsqueries(words)).toEqual([
      "('маркет':*) & ('рынок' | 'рынк')",
      "('маркет':*) | ('рынок' | 'рынк')",
    ]);
    expect(tsqueries([])).toEqual([]);
  });
});
