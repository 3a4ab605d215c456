import { fillMessage, formatNumber } from './message';

const DAYS =
  '{count, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}';
const TURN = 'Ход за {side, select, you {вами} centre {центром} other {экспертом}}, {{ name }}';

describe('fillMessage', () => {
  it.each([
    [1, '1 рабочий день'],
    [2, '2 рабочих дня'],
    [5, '5 рабочих дней'],
    [21, '21 рабочий день'],
    [111, '111 рабочих дней'],
    [1111, '1\u00a0111 рабочих дней'],
  ])('chooses the Russian form for %i', (count, expected) => {
    expect(fillMessage(DAYS, { count }, 'ru')).toBe(expected);
  });

  it('follows the rules of the language it is told', () => {
    const text = '{count, plural, =0 {none} one {# day} other {# days}}';
    expect([0, 1, 21].map((count) => fillMessage(text, { count }, 'en'))).toEqual([
      'none',
      '1 day',
      '21 days',
    ]);
  });

  it('chooses by a word and still fills plain placeholders', () => {
    expect(fillMessage(TURN, { side: 'centre', name: 'Анна' }, 'ru')).toBe('Ход за центром, Анна');
    expect(fillMessage(TURN, { side: 'unknown', name: 'Анна' }, 'ru')).toBe(
      'Ход за экспертом, Анна',
    );
  });

  it('takes nothing that is given for a text of its own', () => {
    expect(fillMessage('{{ a }} {{ b }}', { a: '{{ b }}', b: '$&' }, 'ru')).toBe('{{ b }} $&');
    expect(fillMessage('[{{ missing }}]', {}, 'ru')).toBe('[]');
  });
});

describe('formatNumber', () => {
  it.each([0, 7, 999, 1000, 12_345.678, -1234.5, 80.1, 1_000_000, 0.005, -3])(
    'prints %d as the browser would',
    (value) => {
      for (const [lang, locale] of [
        ['ru', 'ru-RU'],
        ['en', 'en-GB'],
      ] as const) {
        expect(formatNumber(value, lang)).toBe(
          new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value),
        );
      }
    },
  );
});
