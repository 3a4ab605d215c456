import { cardFields, openFields } from './card-fields';

describe('what a card asks', () => {
  it('asks each kind for the numbers it has', () => {
    const numbers = (kind: Parameters<typeof cardFields>[0]): string[] =>
      cardFields(kind)
        .filter(({ mode }) => mode === 'numeric')
        .map(({ path }) => path);
    expect(numbers('LEGAL')).toEqual(['ogrn', 'kpp']);
    expect(numbers('SOLE_TRADER')).toEqual(['ogrn']);
    expect(numbers('SELF_EMPLOYED')).toEqual([]);
    expect(numbers('FOREIGN')).toEqual(['kpp']);
  });

  it('leaves two fields open in a confirmed card', () => {
    expect(openFields('LEGAL', true).map(({ path }) => path)).toEqual(['addressActual', 'website']);
    expect(openFields('LEGAL', false)).toEqual(cardFields('LEGAL'));
  });

  it('does not ask for what a register tells', () => {
    const asked = openFields('LEGAL', false, ['fullName', 'okvedMain']).map(({ path }) => path);
    expect(asked).not.toContain('fullName');
    expect(asked).not.toContain('okvedMain');
    expect(asked).toContain('addressLegal');
  });
});
