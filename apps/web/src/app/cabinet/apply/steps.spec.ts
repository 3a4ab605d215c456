import { firstOpenStep, stepsOf } from './steps';

const section = (code: string) => ({ code, title: { ru: code, en: code }, fields: [] });
const slot = { code: 'D-TOR', label: { ru: 'ТЗ', en: 'ToR' }, types: ['pdf'] as const };

describe('the steps of a form', () => {
  it('puts documents before the declarations that speak of them', () => {
    const definition = {
      sections: [section('ORG'), section('MONEY'), section('DECLARATIONS')],
      documents: [slot],
    };
    expect(stepsOf(definition, true)).toEqual([
      'ORG',
      'MONEY',
      'DOCUMENTS',
      'DECLARATIONS',
      'CONSENTS',
      'CHECK',
    ]);
  });

  it('leaves out what the form does not have', () => {
    expect(stepsOf({ sections: [section('ORG')], documents: [] }, false)).toEqual(['ORG', 'CHECK']);
  });

  it('goes on at the first step that is not done', () => {
    expect(
      firstOpenStep([
        { code: 'ORG', state: 'COMPLETE' },
        { code: 'MONEY', state: 'PARTIAL' },
        { code: 'CHECK', state: 'EMPTY' },
      ]),
    ).toBe('MONEY');
    expect(firstOpenStep([{ code: 'ORG', state: 'COMPLETE' }])).toBe('CHECK');
  });
});
