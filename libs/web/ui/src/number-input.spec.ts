import { readNumber, writeNumber } from './number-input';
import { wordDiff } from './remark-card';

describe('readNumber and writeNumber', () => {
  it.each([
    ['money', '14 500', 1_450_000],
    ['money', '412 760,50', 41_276_050],
    ['money', '', null],
    ['money', 'около ста', undefined],
    ['int', '1 200', 1200],
    ['int', '1,5', undefined],
    ['decimal', '2,125', 2.125],
    ['decimal', '2,1255', undefined],
    ['bp', '21,05 %', 2105],
  ] as const)('reads %s %p', (kind, typed, expected) => {
    expect(readNumber(kind, typed, 'ru')).toBe(expected);
  });

  it.each([
    ['money', '412,760.50', 41_276_050],
    ['money', '412 760,50', 41_276_050],
    ['money', '1,412,760', 141_276_000],
    ['int', '1,200', 1200],
    ['decimal', '1,234.125', 1234.125],
  ] as const)('reads %s %p in English', (kind, typed, expected) => {
    expect(readNumber(kind, typed, 'en')).toBe(expected);
  });

  it.each([
    ['ru', '412\u00a0760,50'],
    ['en', '412,760.50'],
  ])('groups in %s as that language does', (lang, expected) => {
    expect(writeNumber('money', 41_276_050, lang)).toBe(expected);
  });

  it.each([
    ['money', 41_276_050],
    ['money', 36_800_000],
    ['int', 1_234_567],
    ['decimal', 2.125],
    ['bp', 2105],
  ] as const)('writes %s %d so that it reads back', (kind, value) => {
    for (const lang of ['ru', 'en']) {
      expect(readNumber(kind, writeNumber(kind, value, lang), lang)).toBe(value);
    }
  });
});

describe('wordDiff', () => {
  it('marks only the words that differ', () => {
    expect(wordDiff('рынок РФ и ЕАЭС сегодня', 'рынок РФ и Беларуси сегодня')).toEqual({
      before: [
        { text: 'рынок РФ и ', changed: false },
        { text: 'ЕАЭС', changed: true },
        { text: ' сегодня', changed: false },
      ],
      after: [
        { text: 'рынок РФ и ', changed: false },
        { text: 'Беларуси', changed: true },
        { text: ' сегодня', changed: false },
      ],
    });
  });
});
