import fc from 'fast-check';

import { isBlank, sameAnswer, type Answers } from './answers';
import { answersFor } from './answers.spec-data';
import type { FieldDefinition, FormDefinition, SectionDefinition } from './definition';
import { fieldsByKey } from './field-index';
import { diffForms, diffLimits } from './form-change';
import { ALL_FORMS, MARKETING_ANSWERS, SERVICE_MARKETING } from './forms.spec-data';
import { moveAnswers } from './move-answers';
import { normalise } from './normalise';

const RUNS = { numRuns: 400 };

/** One edit that an author may make to a field; null takes it out. */
const EDITS: readonly ((field: FieldDefinition) => FieldDefinition | null)[] = [
  () => null,
  (field) => ({
    ...field,
    label: { ru: `${field.label.ru} (ред.)`, en: `${field.label.en} (ed.)` },
  }),
  (field) => (field.required === true ? withoutRequired(field) : { ...field, required: true }),
  ({ key, label }) => ({ key, label, type: 'int' }),
  ({ key, label }) => ({ key, label, type: 'text', maxLength: 20 }),
  (field) =>
    (field.type === 'enum' || field.type === 'multi') && Array.isArray(field.options)
      ? { ...field, options: field.options.slice(1) }
      : field,
  (field) => (field.type === 'table' ? { ...field, columns: field.columns.slice(1) } : field),
];

function withoutRequired(field: FieldDefinition): FieldDefinition {
  const { required: _required, ...rest } = field;
  return rest;
}

/** A later version of a form: some fields edited or gone, one added, a document slot gone. */
const laterVersion = (form: FormDefinition): fc.Arbitrary<FormDefinition> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(), fc.nat(EDITS.length - 1)), { maxLength: 8 }),
      fc.boolean(),
      fc.boolean(),
    )
    .map(([edits, adds, dropsSlot]) => {
      const keys = [...fieldsByKey(form).keys()];
      const edit = new Map(edits.map(([at, no]) => [keys[at % keys.length], EDITS[no]]));
      const sections = form.sections.map((section): SectionDefinition => {
        const fields = section.fields.flatMap(
          (field) => edit.get(field.key)?.(field) ?? (edit.has(field.key) ? [] : [field]),
        );
        return { ...section, fields };
      });
      const [first, ...others] = sections;
      const extra = {
        key: 'zz.added',
        label: { ru: 'Новое', en: 'New' },
        type: 'text',
        maxLength: 10,
      } as const;
      return {
        ...form,
        sections:
          adds && first ? [{ ...first, fields: [...first.fields, extra] }, ...others] : sections,
        documents: dropsSlot ? form.documents.slice(1) : form.documents,
      };
    });

const drafts = fc
  .constantFrom(...ALL_FORMS)
  .chain((form) => fc.tuple(fc.constant(form), laterVersion(form), answersFor(form)))
  .map(([form, later, given]) => ({ form, later, answers: normalise(form, given).answers }));

const typed = (form: FormDefinition, answers: Answers): [string, unknown][] =>
  Object.entries(answers).filter(([key, value]) => {
    const field = fieldsByKey(form).get(key);
    return !isBlank(value) && !(field && 'compute' in field);
  });

describe('what changed in a form', () => {
  it('is nothing between a form and itself', () => {
    for (const form of ALL_FORMS) {
      expect(diffForms(form, structuredClone(form))).toEqual([]);
    }
  });

  it('is everything that differs, and the other way round additions are removals', () => {
    fc.assert(
      fc.property(drafts, ({ form, later }) => {
        const changes = diffForms(form, later);
        const [before, after] = [fieldsByKey(form), fieldsByKey(later)];
        const differ = [...new Set([...before.keys(), ...after.keys()])].filter(
          (key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)),
        );
        const named = changes
          .filter(({ kind }) => kind.startsWith('FIELD_'))
          .map(({ path }) => path);
        expect([...named].sort()).toEqual(differ.sort());
        const paths = (kind: string, list: typeof changes): string[] =>
          list
            .filter((one) => one.kind === kind)
            .map(({ path }) => path)
            .sort();
        const back = diffForms(later, form);
        expect(paths('FIELD_ADDED', back)).toEqual(paths('FIELD_REMOVED', changes));
        expect(paths('DOCUMENT_ADDED', back)).toEqual(paths('DOCUMENT_REMOVED', changes));
        expect(
          changes.every(({ kind, aspects }) => !kind.endsWith('_CHANGED') || aspects.length > 0),
        ).toBe(true);
      }),
      RUNS,
    );
  });

  it('is said by respect: wording, obligation, choices, columns, figures', () => {
    const changed = (key: string, edit: (field: FieldDefinition) => FieldDefinition | null) => {
      const later = {
        ...SERVICE_MARKETING,
        sections: SERVICE_MARKETING.sections.map((section) => ({
          ...section,
          fields: section.fields.flatMap((field) =>
            field.key === key ? (edit(field) ?? []) : [field],
          ),
        })),
      };
      return diffForms(SERVICE_MARKETING, later).map(({ kind, path, aspects }) => [
        kind,
        path,
        ...aspects,
      ]);
    };
    expect(changed('mk.kind', (field) => EDITS[5]?.(field) ?? null)).toEqual([
      ['FIELD_CHANGED', 'mk.kind', 'OPTIONS'],
    ]);
    expect(changed('mk.questions', (field) => EDITS[6]?.(field) ?? null)).toEqual([
      ['FIELD_CHANGED', 'mk.questions', 'COLUMNS'],
    ]);
    expect(changed('mk.goal', withoutRequired)).toEqual([['FIELD_CHANGED', 'mk.goal', 'OPTIONAL']]);
    expect(changed('mk.goal', () => null)).toEqual([['FIELD_REMOVED', 'mk.goal']]);
    expect(
      diffLimits(
        { stateShareBp: 8000, maxPerYear: 1 },
        { stateShareBp: 7000, maxPerYear: 1, minOwnBp: 3000 },
      ),
    ).toMatchObject([
      { path: 'stateShareBp', before: 8000, after: 7000 },
      { path: 'minOwnBp', before: null, after: 3000 },
    ]);
  });
});

describe('answers that are moved to a later version', () => {
  it('stay as they are in the same form', () => {
    fc.assert(
      fc.property(drafts, ({ form, answers }) => {
        expect(moveAnswers(form, structuredClone(form), answers)).toEqual({ answers, kept: [] });
      }),
      RUNS,
    );
  });

  it('lose nothing that was typed: it is an answer still, or kept with its field', () => {
    fc.assert(
      fc.property(drafts, ({ form, later, answers }) => {
        const moved = moveAnswers(form, later, answers);
        for (const [key, value] of typed(form, answers)) {
          const kept = moved.kept.filter((one) => one.key === key && one.field?.key === key);
          const there = sameAnswer(moved.answers[key], value);
          expect(there || kept.some((one) => sameAnswer(one.value, value))).toBe(true);
          expect(there && kept.length > 0).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('can be stored in the later form', () => {
    fc.assert(
      fc.property(drafts, ({ form, later, answers }) => {
        const moved = moveAnswers(form, later, answers).answers;
        expect(normalise(later, moved)).toEqual({ answers: moved, problems: [] });
      }),
      RUNS,
    );
  });

  it('are what they were when the change is taken back', () => {
    fc.assert(
      fc.property(drafts, ({ form, later, answers }) => {
        const there = moveAnswers(form, later, answers);
        const back = moveAnswers(later, form, there.answers, there.kept);
        const lost = typed(form, answers).filter(
          ([key, value]) => !sameAnswer(back.answers[key], value),
        );
        // What the form never offered may come back beside it instead of in it.
        const nowhere = { ...form, sections: [] };
        expect(
          lost.filter(
            ([key, value]) => moveAnswers(nowhere, form, { [key]: value }).kept.length === 0,
          ),
        ).toEqual([]);
        expect(lost.every(([key]) => back.kept.some((one) => one.key === key))).toBe(true);
      }),
      RUNS,
    );
  });

  it('do not push out what was answered anew', () => {
    const without = {
      ...SERVICE_MARKETING,
      sections: SERVICE_MARKETING.sections.map((section) => ({
        ...section,
        fields: section.fields.filter(({ key }) => key !== 'mk.product'),
      })),
    };
    const there = moveAnswers(SERVICE_MARKETING, without, MARKETING_ANSWERS);
    expect(there.kept).toMatchObject([{ key: 'mk.product', value: 'Биопротез клапана сердца' }]);
    const anew = { ...there.answers, 'mk.product': 'Стент' };
    const back = moveAnswers(SERVICE_MARKETING, SERVICE_MARKETING, anew, there.kept);
    expect(back.answers['mk.product']).toBe('Стент');
    expect(back.kept).toHaveLength(1);
  });
});
