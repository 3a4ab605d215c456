import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';

import { testTexts } from './testing-texts';

const RU = {
  days: '{count, plural, one {# рабочий день} few {# рабочих дня} many {# рабочих дней} other {# рабочего дня}}',
  turn: 'Ход за {side, select, you {вами} centre {центром} other {экспертом}}, {{ name }}',
};

describe('PluralTranspiler', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [testTexts(RU)] });
  });

  const translate = (key: string, params: Record<string, unknown>): string =>
    TestBed.inject(TranslocoService).translate(key, params);

  it.each([
    [1, '1 рабочий день'],
    [2, '2 рабочих дня'],
    [5, '5 рабочих дней'],
    [21, '21 рабочий день'],
    [111, '111 рабочих дней'],
  ])('chooses the Russian form for %i', (count, expected) => {
    expect(translate('days', { count })).toBe(expected);
  });

  it('chooses by a word and still fills plain placeholders', () => {
    expect(translate('turn', { side: 'centre', name: 'Анна' })).toBe('Ход за центром, Анна');
    expect(translate('turn', { side: 'unknown', name: 'Анна' })).toBe('Ход за экспертом, Анна');
  });
});
