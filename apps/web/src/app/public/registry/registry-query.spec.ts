import {
  filtersOf,
  isNarrowed,
  readRegistryQuery,
  writeRegistryQuery,
  type RegistryQuery,
} from './registry-query';

const FULL: RegistryQuery = {
  cluster: 'kuzbass-biomed',
  q: 'Органика',
  role: 'PHARMA',
  city: 'Анжеро-Судженск',
  specialisation: 'pharma',
  anchor: true,
  asOf: '2026-10-06',
};

describe('the query of the register and its address', () => {
  it('comes back from its own address', () => {
    expect(readRegistryQuery(writeRegistryQuery(FULL))).toEqual(FULL);
  });

  it('keeps the cluster out of the filters of the API', () => {
    expect(filtersOf(FULL)).toEqual({
      q: 'Органика',
      role: 'PHARMA',
      city: 'Анжеро-Судженск',
      specialisation: 'pharma',
      anchor: 'true',
      asOf: '2026-10-06',
    });
  });

  it('is not narrowed by the choice of a cluster', () => {
    const query = readRegistryQuery({ cluster: 'kuzbass-biomed' });
    expect(isNarrowed(query)).toBe(false);
    expect(isNarrowed({ ...query, q: 'мед' })).toBe(true);
  });

  it.each(['2026-02-30', '06.10.2026', 'yesterday', '2026-13-01'])(
    'ignores %s, which is no day',
    (asOf) => {
      expect(readRegistryQuery({ asOf }).asOf).toBeNull();
    },
  );
});
