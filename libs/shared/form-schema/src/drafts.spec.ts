import fc from 'fast-check';
import { read, sameAnswer, type Answers } from './answers';
import { answersFor } from './answers.spec-data';
import { compute } from './compute';
import { diffAnswers, diffDocuments } from './diff';
import type { SlotDocument } from './documents';
import type { FormDefinition } from './definition';
import { fieldsByKey } from './field-index';
import { visibleFields } from './form-view';
import {
  CONTEXT,
  MARKETING_ANSWERS,
  MEMBERSHIP,
  MEMBERSHIP_ANSWERS,
  SERVICE_MARKETING,
} from './forms.spec-data';
import { mergeAnswers } from './merge';
import { normalise } from './normalise';
import { prefillAnswers } from './prefill';
import { toSnapshotAnswers } from './snapshot';
import { validate } from './validate';

const FORMS = [
  ['MEMBERSHIP', MEMBERSHIP],
  ['SERVICE_MARKETING', SERVICE_MARKETING],
] as const;
const RUNS = { numRuns: 1_000 };

describe.each(FORMS)('answers of %s', (_code, form) => {
  const answers = answersFor(form);

  it('are in normal form after one pass', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const once = normalise(form, given).answers;
        expect(normalise(form, once)).toEqual({ answers: once, problems: [] });
      }),
      RUNS,
    );
  });

  it('can be stored once normalised: no wrong types, control characters or unknown keys are left', () => {
    const unstorable = ['UNKNOWN_FIELD', 'TEXT_CHARACTERS', 'ANSWERS_NOT_OBJECT'];
    fc.assert(
      fc.property(fc.oneof(answers, fc.jsonValue()), (given) => {
        const normal = normalise(form, given).answers;
        expect(JSON.stringify(normal)).not.toMatch(/\\u0000|\\ud[89a-f]/u);
        expect(
          validate(form, normal, CONTEXT).filter(({ code }) => unstorable.includes(code)),
        ).toEqual([]);
      }),
      RUNS,
    );
  });

  it('compute to the same again', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const once = compute(form, given, CONTEXT);
        expect(compute(form, once, CONTEXT)).toEqual(once);
        expect(validate(form, once, CONTEXT).map(({ code }) => code)).not.toContain(
          'COMPUTED_MISMATCH',
        );
      }),
      RUNS,
    );
  });

  it('leave nothing hidden in the snapshot, and what is hidden changes neither it nor the problems', () => {
    fc.assert(
      fc.property(answers, answers, (given, other) => {
        const current = compute(form, normalise(form, given).answers, CONTEXT);
        const visible = visibleFields(form, current, CONTEXT);
        const snapshot = toSnapshotAnswers(form, given, CONTEXT);
        expect(Object.keys(snapshot).filter((key) => !visible.has(key))).toEqual([]);
        const hidden = Object.entries(other).filter(
          ([key]) => keysOf(form).has(key) && !visible.has(key),
        );
        const swapped = { ...current, ...Object.fromEntries(hidden) };
        expect(toSnapshotAnswers(form, swapped, CONTEXT)).toEqual(snapshot);
        expect(validate(form, swapped, CONTEXT)).toEqual(validate(form, current, CONTEXT));
      }),
      RUNS,
    );
  });

  it('differ from themselves in nothing, and a diff names exactly the fields that differ', () => {
    fc.assert(
      fc.property(answers, answers, (before, after) => {
        expect(diffAnswers(before, before, form)).toEqual([]);
        const keys = diffAnswers(before, after, form).map((change) => change.key);
        const differ = [...keysOf(form)].filter((key) => !sameAnswer(before[key], after[key]));
        expect(keys).toEqual(differ);
      }),
      RUNS,
    );
  });

  it('merge without losing either side', () => {
    fc.assert(
      fc.property(answers, answers, answers, (base, mine, theirs) => {
        const { merged, conflicts } = mergeAnswers(base, mine, theirs);
        const inConflict = new Set(conflicts.map((conflict) => conflict.key));
        for (const key of new Set([
          ...Object.keys(base),
          ...Object.keys(mine),
          ...Object.keys(theirs),
        ])) {
          const changed = [mine, theirs].filter(
            (side) => !sameAnswer(read(base, key), read(side, key)),
          );
          const kept = changed.every((side) => sameAnswer(read(side, key), read(merged, key)));
          expect(kept).toBe(!inConflict.has(key));
          if (changed.length === 0 || inConflict.has(key)) {
            expect(sameAnswer(read(merged, key), read(theirs, key))).toBe(true);
          }
        }
        const mirrored = mergeAnswers(base, theirs, mine).conflicts.map((conflict) => conflict.key);
        expect(new Set(mirrored)).toEqual(inConflict);
        expect(mergeAnswers(base, mine, mine).conflicts).toEqual([]);
        expect(mergeAnswers(base, mine, base).conflicts).toEqual([]);
        expect(mergeAnswers(base, base, theirs).conflicts).toEqual([]);
      }),
      RUNS,
    );
  });
});

function keysOf(form: FormDefinition): ReadonlySet<string> {
  return new Set(fieldsByKey(form).keys());
}

describe('the normal form', () => {
  it('trims, joins lines, writes a phone as E.164 and an e-mail domain in lower case', () => {
    const given = {
      'org.addressActual': '  Кемерово,\u00A0Советский\nпроспект ',
      'mem.activity': ' раз\r\nдва ',
      'contact.phone': '8 (384-2) 00-00-01 доб. 12',
      'contact.email': ' Office@Demo.Example ',
      'org.inn': ' 4299000019 ',
      'mem.patents': -0,
      'mem.projects': '   ',
    };
    expect(normalise(MEMBERSHIP, given).answers).toEqual({
      'org.addressActual': 'Кемерово, Советский проспект',
      'mem.activity': 'раз\nдва',
      'contact.phone': '+73842000001 ext 12',
      'contact.email': 'Office@demo.example',
      'org.inn': '4299000019',
      'mem.patents': 0,
    });
  });

  it('reports what it leaves out', () => {
    const given = {
      'mem.role': 5,
      'mem.products': [{ name: 'А', size: 1 }, 7],
      'mem.x': 1,
      'mem.specialisations': ['cardio', 1],
    };
    const { answers, problems } = normalise(MEMBERSHIP, given);
    expect(answers).toEqual({ 'mem.products': [{ name: 'А' }], 'mem.specialisations': ['cardio'] });
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'mem.role WRONG_TYPE',
      'mem.products[0].size UNKNOWN_FIELD',
      'mem.products[1] WRONG_TYPE',
      'mem.x UNKNOWN_FIELD',
      'mem.specialisations[1] WRONG_TYPE',
    ]);
  });
});

describe('computed fields', () => {
  const estimate = (lines: readonly Answers[], limit?: number): Answers =>
    compute(
      SERVICE_MARKETING,
      { 'money.lines': lines, 'money.cost': 5 },
      {
        money: {
          stateShareBp: 8000,
          minOwnBp: 2000,
          ...(limit !== undefined && { limitPerApplicationKopecks: limit }),
        },
      },
    );

  it('add up the estimate and split it to the kopeck', () => {
    expect(
      estimate([
        { quantity: 2.5, price: 1_000_001 },
        { quantity: 1, price: 20_000_000 },
      ]),
    ).toEqual({
      'money.lines': [
        { quantity: 2.5, price: 1_000_001, sum: 2_500_003 },
        { quantity: 1, price: 20_000_000, sum: 20_000_000 },
      ],
      'money.cost': 22_500_003,
      'money.stateKopecks': 18_000_002,
      'money.ownKopecks': 4_500_001,
    });
  });

  it('stop at the limit of an application', () => {
    const capped = estimate([{ quantity: 1, price: 50_000_000 }], 30_000_000);
    expect([capped['money.stateKopecks'], capped['money.ownKopecks']]).toEqual([
      30_000_000, 20_000_000,
    ]);
  });

  it('have no value while a line lacks one', () => {
    expect(estimate([{ quantity: 1, price: 100 }, { item: 'без цены' }])).toEqual({
      'money.lines': [{ quantity: 1, price: 100, sum: 100 }, { item: 'без цены' }],
    });
    expect(estimate([])).toEqual({ 'money.lines': [] });
  });
});

describe('differences', () => {
  it('show which rows came, went and changed', () => {
    const row = (item: string, price: number): Answers => ({ item, price });
    const before = { 'money.lines': [row('А', 1), row('Б', 2), row('В', 3)] };
    const after = { 'money.lines': [row('А', 1), row('В', 4), row('В', 3), row('Г', 5)] };
    const [change] = diffAnswers(before, after, SERVICE_MARKETING);
    expect(change?.rows).toEqual([
      {
        kind: 'CHANGED',
        beforeIndex: 1,
        afterIndex: 1,
        before: row('Б', 2),
        after: row('В', 4),
        columns: ['item', 'price'],
      },
      { kind: 'ADDED', afterIndex: 3, after: row('Г', 5), columns: ['item', 'price'] },
    ]);
  });

  it('match documents by their bytes', () => {
    const file = (slot: string, sha256: string): SlotDocument => ({
      slot,
      sha256,
      name: sha256,
      type: 'pdf',
      bytes: 1,
    });
    const before = [file('D-TOR', 'a'), file('D-OFFERS', 'b'), file('D-OFFERS', 'c')];
    const after = [file('D-TOR', 'z'), file('D-OFFERS', 'c')];
    expect(diffDocuments(before, after)).toEqual([
      { slot: 'D-OFFERS', kind: 'REMOVED', before: file('D-OFFERS', 'b') },
      { slot: 'D-TOR', kind: 'CHANGED', before: file('D-TOR', 'a'), after: file('D-TOR', 'z') },
    ]);
    expect(diffDocuments(before, [...before].reverse())).toEqual([]);
  });
});

describe('prefilling', () => {
  it('overwrites locked fields and leaves what the applicant wrote', () => {
    const sources = {
      'organisation.inn': '500100732259',
      'organisation.kpp': null,
      'organisation.addressActual': 'Новый адрес',
      'account.phone': '+79000000000',
    };
    const answers = {
      'org.inn': '4299000019',
      'org.kpp': '429901001',
      'org.addressActual': 'Мой адрес',
    };
    expect(prefillAnswers(MEMBERSHIP, answers, sources)).toEqual({
      'org.inn': '500100732259',
      'org.addressActual': 'Мой адрес',
      'contact.phone': '+79000000000',
    });
  });
});

describe('the snapshot', () => {
  it('has one order of keys whatever the order of typing', () => {
    const reversed = Object.fromEntries(Object.entries(MARKETING_ANSWERS).reverse());
    const bytes = (answers: Answers): string =>
      JSON.stringify(toSnapshotAnswers(SERVICE_MARKETING, answers, CONTEXT));
    expect(bytes(reversed)).toBe(bytes(MARKETING_ANSWERS));
    expect(
      toSnapshotAnswers(MEMBERSHIP, { ...MEMBERSHIP_ANSWERS, 'repr.poaNumber': '1' }, CONTEXT),
    ).toEqual(MEMBERSHIP_ANSWERS);
  });
});
