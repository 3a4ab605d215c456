import { prefilled, toldBy } from './prefilled';

const fact = (field: string, value: string) =>
  ({ field, value, source: 'rsmp', asOf: '2026-11-10', previous: null }) as const;

describe('a card filled in from a register', () => {
  it('has what the register tells', () => {
    const ogrn = { value: '1', source: 'rsmp', asOf: '2026-11-10' } as const;
    expect(toldBy({ ogrn, facts: [fact('okvedMain', '62.01')] })).toEqual({
      ogrn: '1',
      okvedMain: '62.01',
    });
    expect(toldBy(null)).toEqual({});
  });

  it('keeps what was typed, and drops what another ИНН had brought', () => {
    const before = { okvedMain: '62.01', shortName: 'Старое' };
    const values = { inn: '2', okvedMain: '62.01', shortName: 'Моё', fullName: ' ' };
    expect(prefilled(values, before, { fullName: 'Новое' })).toEqual({
      inn: '2',
      shortName: 'Моё',
      fullName: 'Новое',
    });
  });
});
