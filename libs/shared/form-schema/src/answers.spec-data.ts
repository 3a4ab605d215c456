import fc from 'fast-check';
import type { ColumnDefinition, FieldDefinition, FormDefinition } from './definition';
import { fieldsByKey } from './field-index';
import { IDENTIFIER_FORMS } from './patterns';
import { CONTEXT } from './forms.spec-data';
import { optionsOf } from './value-check';

/** Answers as people, old drafts and attackers send them: right, nearly right, blank, of a wrong type, unknown. */
export function answersFor(definition: FormDefinition): fc.Arbitrary<Record<string, unknown>> {
  return recordOf([...fieldsByKey(definition).values()]);
}

function recordOf(fields: readonly FieldDefinition[]): fc.Arbitrary<Record<string, unknown>> {
  const known = fc.tuple(...fields.map((field) => cell(field)));
  const stranger = fc.option(fc.tuple(fc.string(), fc.jsonValue({ maxDepth: 1 })), { freq: 20 });
  return fc.tuple(known, stranger).map(([cells, extra]) => {
    const entries = fields.flatMap((field, i): [string, unknown][] =>
      cells[i] === ABSENT ? [] : [[field.key, cells[i]]],
    );
    return Object.fromEntries(extra ? [...entries, extra] : entries);
  });
}

/** One field of the form with an answer to it; undefined = left out. */
export function oneAnswerFor(definition: FormDefinition): fc.Arbitrary<[string, unknown]> {
  return fc
    .constantFrom(...fieldsByKey(definition).values())
    .chain((field) =>
      cell(field).map((value): [string, unknown] => [
        field.key,
        value === ABSENT ? undefined : value,
      ]),
    );
}

const ABSENT = Symbol('absent');

function cell(field: FieldDefinition): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 60, arbitrary: near(field) },
    { weight: field.required === true ? 1 : 12, arbitrary: fc.constant(ABSENT) },
    { weight: 2, arbitrary: fc.constantFrom(null, '', '  ', [], {}, { a: null }, '\u00A0') },
    { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}

function near(field: FieldDefinition): fc.Arbitrary<unknown> {
  if (field.type === 'table') {
    return fc.array(
      fc.oneof(
        { weight: 20, arbitrary: recordOf(field.columns) },
        { weight: 1, arbitrary: fc.jsonValue() },
      ),
      { minLength: 0, maxLength: Math.min(3, field.maxRows + 1) },
    );
  }
  return nearValue(field);
}

function nearValue(field: ColumnDefinition): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'text':
    case 'longtext':
      return nearText(field.minLength ?? 0, field.maxLength);
    case 'int':
    case 'money':
    case 'bp':
    case 'decimal':
      return nearNumber(field.min ?? 0, field.max ?? 10_000);
    case 'date':
      return DATE;
    case 'period':
      return fc.record({ from: DATE, to: DATE, x: fc.constant(1) }, { requiredKeys: [] });
    case 'enum':
      return fc.constantFrom(...(optionsOf(field.options, CONTEXT) ?? []).map((o) => o.value), 'X');
    case 'multi':
      return fc.array(
        fc.constantFrom(...(optionsOf(field.options, CONTEXT) ?? []).map((o) => o.value)),
        { maxLength: 4 },
      );
    case 'bool':
      return fc.constantFrom(true, true, true, false);
    case 'org':
      return fc.record(
        { name: nearText(1, 500), inn: identifier('inn'), ref: fc.constantFrom('KZB-0001', 'X') },
        { requiredKeys: ['name'] },
      );
    default:
      return identifier(field.type);
  }
}

const DATE = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('2026-11-23', '2027-02-01', '2027-05-31', '2028-01-01') },
  { weight: 1, arbitrary: fc.constantFrom('2027-02-30', '31.12.2027', '2027-13-01', 20270101) },
);

function nearText(min: number, max: number): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 10,
      arbitrary: fc.nat({ max: 20 }).map((n) => 'ж'.repeat(Math.min(max, min + n + 1))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'a'.repeat(max + 1),
        '😀'.repeat(max),
        'a\u0000',
        '\uD800',
        'a\nb',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  );
}

function nearNumber(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: Math.ceil(min), max: Math.min(max, 1e9) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(min, max, min - 1, max + 1, 0.5, 1.23456, -0, 2 ** 53, 1e300),
    },
  );
}

const SAMPLES: Readonly<Record<keyof typeof IDENTIFIER_FORMS, readonly string[]>> = {
  person: [
    'Демидов Демьян',
    "О'Коннор Анна-Мария Ивановна",
    'Алиев Али Гасан оглы',
    'Одно',
    'a b  c',
  ],
  phone: ['+73842000001', '+73842000001 ext 12', '83842000001', '+71112223344', '+7384'],
  email: ['a@demo.example', 'A@DEMO.example', 'a@b', 'нет', 'a@@demo.example', 'я@почта.рф'],
  url: [
    'https://demo.example/',
    'https://demo.example',
    'ftp://demo.example',
    'javascript:alert(1)',
  ],
  inn: ['4299000019', '4299000018', '0000000000', '500100732259', '12', ' 4299000019'],
  ogrn: ['1024200000010', '1024200000011', '304500116000157', '9', '2024200000010'],
  kpp: ['429901001', '000000000', '42990100', '4299AB001'],
  okved: ['32.50', '32', '32.50.1', '3', '32.505'],
  okpd2: ['32.50.22.190', '32.50', '32.5.2', 'x'],
  bik: ['043207001', '12345678', '013207212'],
  account: ['40702810000000000001', '4070'],
};

function identifier(type: keyof typeof IDENTIFIER_FORMS): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...SAMPLES[type]) },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  );
}
