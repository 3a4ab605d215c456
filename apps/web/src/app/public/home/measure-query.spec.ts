import {
  isNarrowed,
  readMeasureQuery,
  writeMeasureQuery,
  type MeasureQuery,
} from './measure-query';

const NOTHING: MeasureQuery = { q: '', cluster: null, category: null, open: false };

describe('the query of the catalogue and its address', () => {
  it('is empty for a bare address', () => {
    expect(readMeasureQuery({})).toEqual(NOTHING);
    expect(writeMeasureQuery(NOTHING)).toEqual({});
    expect(isNarrowed(NOTHING)).toBe(false);
  });

  it('comes back from its own address', () => {
    const query: MeasureQuery = {
      q: 'выставка за рубежом',
      cluster: 'kuzbass-biomed',
      category: 'exhibitions',
      open: true,
    };
    expect(readMeasureQuery(writeMeasureQuery(query))).toEqual(query);
    expect(isNarrowed(query)).toBe(true);
  });

  it('drops spaces around and doubled', () => {
    expect(writeMeasureQuery({ ...NOTHING, q: '  вывод   на рынок ' })).toEqual({
      q: 'вывод на рынок',
    });
    expect(isNarrowed({ ...NOTHING, q: '   ' })).toBe(false);
  });

  it('cuts what the API would refuse as too long', () => {
    expect(readMeasureQuery({ q: 'ы'.repeat(500) }).q).toHaveLength(200);
  });

  it('ignores what cannot be a code or a yes', () => {
    expect(
      readMeasureQuery({ cluster: '<script>', category: 'a'.repeat(65), open: 'yes' }),
    ).toEqual(NOTHING);
  });
});
