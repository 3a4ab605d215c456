import type { FieldDefinition } from '@okno/shared/form-schema';

import { printAnswer } from './answer-print';

const label = { ru: 'Поле', en: 'Field' };
const print = (field: FieldDefinition, value: unknown, lang: 'ru' | 'en' = 'ru'): string =>
  printAnswer(field, value, {}, lang);

describe('an answer on paper', () => {
  it('is said in words', () => {
    const kind: FieldDefinition = {
      key: 'k',
      label,
      type: 'enum',
      options: [{ value: 'A', label: { ru: 'Первый', en: 'First' } }],
    };
    expect(print(kind, 'A')).toBe('Первый');
    expect(print(kind, 'A', 'en')).toBe('First');
    expect(print(kind, 'GONE')).toBe('GONE');
    expect(print({ ...kind, type: 'multi' }, ['A', 'B'])).toBe('Первый, B');
    expect(print({ key: 'b', label, type: 'bool' }, false)).toBe('Нет');
    expect(print({ key: 'd', label, type: 'date' }, '2026-11-05')).toBe('05.11.2026');
    expect(print({ key: 'p', label, type: 'period' }, { from: '2026-11-05' })).toBe(
      '05.11.2026 – …',
    );
    expect(print({ key: 'o', label, type: 'org' }, { name: 'Пример', inn: '4299000019' })).toBe(
      'Пример, 4299000019',
    );
    expect(print({ key: 'm', label, type: 'money' }, 1_234_50, 'en')).toContain('1,234.50');
  });

  it('is a dash where there is none, and a table is a line for each row', () => {
    const text: FieldDefinition = { key: 't', label, type: 'text', maxLength: 10 };
    expect(print(text, undefined)).toBe('—');
    const table: FieldDefinition = {
      key: 'x',
      label,
      type: 'table',
      maxRows: 5,
      columns: [
        { key: 'a', label, type: 'text', maxLength: 10 },
        { key: 'b', label, type: 'int' },
      ],
    };
    expect(print(table, [{ a: 'раз', b: 1 }, { a: 'два' }])).toBe('раз · 1\nдва · —');
    expect(print(table, 'nonsense')).toBe('—');
  });
});
