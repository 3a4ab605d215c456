import type { FormDefinition } from './definition';
import { validateDefinition } from './definition-check';
import { isFormDefinition } from './definition-shape';
import { MEMBERSHIP, SERVICE_MARKETING } from './forms.spec-data';
import { assembleForm, FormSourceError } from './assemble';
import { fieldsByKey } from './field-index';
import fc from 'fast-check';

const L = { ru: 'а', en: 'a' };

function form(parts: Partial<Record<keyof FormDefinition, unknown>>, ...fields: object[]): unknown {
  return {
    code: 'TEST',
    version: 1,
    title: L,
    sections: [{ code: 'MAIN', title: L, fields: fields.map((field) => ({ label: L, ...field })) }],
    documents: [],
    rules: [],
    checks: [],
    checklist: [],
    refusalReasons: [],
    limits: {},
    ...parts,
  };
}

const codes = (definition: unknown): string[] =>
  validateDefinition(definition).map(({ path, code }) => `${code} ${path}`);

const text = (key: string, more: object = {}): object => ({
  key,
  type: 'text',
  maxLength: 9,
  ...more,
});
const int = (key: string, more: object = {}): object => ({ key, type: 'int', ...more });

describe('the check of a definition', () => {
  it.each([
    ['MEMBERSHIP', MEMBERSHIP],
    ['SERVICE_MARKETING', SERVICE_MARKETING],
  ])('finds nothing in %s', (_code, definition) => {
    expect(validateDefinition(definition)).toEqual([]);
  });

  it('says where the shape is wrong', () => {
    expect(validateDefinition(form({}, { key: 'a', type: 'text' }))).toEqual([
      { path: 'sections[0].fields[0].maxLength', code: 'SHAPE', detail: 'a whole number from 0' },
    ]);
    expect(codes(form({}, text('a', { requird: true })))).toEqual([
      'SHAPE sections[0].fields[0].requird',
    ]);
    expect(codes(form({}, { key: 'a', type: 'money?' }))).toEqual(['SHAPE sections[0].fields[0]']);
    expect(codes(form({}, { ...text('a'), label: { ru: 'а', en: '' } }))).toEqual([
      'SHAPE sections[0].fields[0].label.en',
    ]);
  });

  it('finds repeated keys', () => {
    expect(codes(form({}, text('a'), text('a')))).toEqual(['DUPLICATE fields']);
    expect(
      codes(
        form(
          {},
          {
            key: 't',
            type: 'table',
            maxRows: 1,
            columns: [
              { ...text('c'), label: L },
              { ...text('c'), label: L },
            ],
          },
        ),
      ),
    ).toEqual(['DUPLICATE t']);
  });

  it.each([
    ['an unknown field', { op: 'present', ref: 'b' }, 'UNKNOWN_REF'],
    ['a row outside a table', { op: 'present', ref: 'row.b' }, 'REF_OUT_OF_ROW'],
    ['an order of texts', { op: 'gt', ref: 'c', value: 1 }, 'WRONG_REF_TYPE'],
    ['a choice inside a text', { op: 'includes', ref: 'c', value: 'x' }, 'WRONG_REF_TYPE'],
    ['an option nobody offers', { op: 'eq', ref: 'e', value: 'Z' }, 'UNKNOWN_OPTION'],
  ])('finds a condition on %s', (_what, visibleIf, code) => {
    const choice = { key: 'e', type: 'enum', options: [{ value: 'X', label: L }] };
    expect(codes(form({}, text('a', { visibleIf }), text('c'), choice))).toEqual([`${code} a`]);
  });

  it('keeps columns to their row', () => {
    const column = { ...text('c', { visibleIf: { op: 'present', ref: 'a' } }), label: L };
    const table = { key: 't', type: 'table', maxRows: 1, columns: [column] };
    expect(codes(form({}, text('a'), table))).toEqual(['REF_OUT_OF_ROW t[].c']);
  });

  it('finds a cycle through visibility and computing', () => {
    const definition = form(
      {},
      text('a', { visibleIf: { op: 'present', ref: 'b' } }),
      int('b', { compute: { op: 'ref', ref: 'c' } }),
      int('c', { visibleIf: { op: 'present', ref: 'a' } }),
    );
    expect(validateDefinition(definition)).toEqual([
      { path: 'a', code: 'CYCLE', detail: 'a → b → c → a' },
    ]);
  });

  it('finds a computed field that wants input, and bounds the wrong way round', () => {
    const compute = { op: 'value', value: 1 };
    expect(codes(form({}, int('a', { compute, required: true })))).toEqual(['COMPUTED_INPUT a']);
    expect(codes(form({}, int('a', { min: 2, max: 1 })))).toEqual(['BOUNDS a']);
  });

  it('finds rules and questions about what is not there', () => {
    const rule = {
      id: 'r',
      kind: 'compare',
      at: 'x',
      left: { op: 'ref', ref: 'y' },
      op: 'eq',
      right: { op: 'value', value: 1 },
    };
    const item = { code: 'Q', label: L, about: ['doc.D-X'] };
    expect(codes(form({ rules: [rule], checklist: [item] }, text('a')))).toEqual([
      'UNKNOWN_REF rules.r',
      'UNKNOWN_REF rules.r',
      'UNKNOWN_REF checklist.Q',
    ]);
  });

  it('finds rows that nobody could confirm', () => {
    const name = { key: 'who', type: 'person', label: L };
    const email = { key: 'mail', type: 'email', label: L };
    const table = (columns: object[], more = {}): object => ({
      ...{ key: 't', type: 'table', maxRows: 9, confirmedBy: 'PERSON', columns },
      ...more,
    });
    expect(codes(form({}, table([name, email])))).toEqual([]);
    expect(codes(form({}, table([name])))).toEqual(['UNKNOWN_REF t']);
    expect(codes(form({}, table([email])))).toEqual(['UNKNOWN_REF t']);
    expect(codes(form({}, table([name, email], { confirmAbout: ['nowhere'] })))).toEqual([
      'UNKNOWN_REF t',
    ]);
  });

  it('takes any JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (json) => !isFormDefinition(json) && validateDefinition(json).length > 0,
      ),
    );
  });
});

describe('joining a form with blocks', () => {
  it('puts the block’s fields in place and keeps only what is asked for', () => {
    const declarations = (definition: FormDefinition): string[] =>
      [...fieldsByKey(definition).keys()].filter((key) => key.startsWith('decl.'));
    expect(declarations(MEMBERSHIP)).toEqual(['decl.truth', 'decl.rules', 'decl.noBankruptcy']);
    expect(declarations(SERVICE_MARKETING)).toHaveLength(6);
    expect(SERVICE_MARKETING.rules.map((rule) => rule.id)).toContain('own-share');
    expect(MEMBERSHIP.rules.map((rule) => rule.id)).not.toContain('own-share');
  });

  it('refuses an unknown block and a field the block lacks', () => {
    expect(() => assembleForm(form({ sections: [{ block: 'NOPE' }] }), [])).toThrow(
      FormSourceError,
    );
    const block = { code: 'B', title: L, fields: [{ ...text('a'), label: L }] };
    expect(() => assembleForm(form({ sections: [{ block: 'B', only: ['z'] }] }), [block])).toThrow(
      /lacks/u,
    );
  });
});
