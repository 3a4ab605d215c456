import type { FormDefinition } from '@okno/shared/form-schema';

import { isAbout, sectionsOf } from './case-lines';

const label = { ru: 'Поле', en: 'Field' };
const form: FormDefinition = {
  code: 'F',
  version: 1,
  title: label,
  sections: [
    {
      code: 'A',
      title: label,
      fields: [
        { key: 'a.name', type: 'text', label, maxLength: 10 },
        {
          key: 'a.more',
          type: 'text',
          label,
          maxLength: 10,
          visibleIf: { op: 'eq', ref: 'a.name', value: 'да' },
        },
        {
          key: 'a.rows',
          type: 'table',
          label,
          maxRows: 3,
          columns: [{ key: 'item', type: 'text', label, maxLength: 10 }],
        },
      ],
    },
    { code: 'B', title: label, fields: [{ key: 'b.x', type: 'text', label, maxLength: 10 }] },
  ],
  documents: [],
  rules: [],
  checks: [],
  checklist: [],
  refusalReasons: [],
  limits: {},
};
const context = { filingDate: '2026-11-22' };

describe('a case as lines', () => {
  it('gives each row of a table its own place for remarks', () => {
    const answers = { 'a.name': 'нет', 'a.rows': [{ item: 'раз' }, { item: 'два' }] };

    const [section] = sectionsOf(form, answers, context);

    expect(section?.lines.map(({ path }) => path)).toEqual(['a.name', 'a.rows[0]', 'a.rows[1]']);
  });

  it('leaves out sections that the reader may not see', () => {
    expect(sectionsOf(form, { 'a.name': 'да' }, context).map(({ code }) => code)).toEqual(['A']);
  });

  it('finds the line of a remark on a cell', () => {
    expect(isAbout('a.rows[1]', 'a.rows[1].item')).toBe(true);
    expect(isAbout('a.rows[1]', 'a.rows[10].item')).toBe(false);
  });
});
