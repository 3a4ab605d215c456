import { clusterIdOf } from './cluster-id';

describe('the id of a cluster', () => {
  it('follows from its code and never changes', () => {
    expect(clusterIdOf('kuzbass-biomed')).toBe(clusterIdOf('kuzbass-biomed'));
    expect(clusterIdOf('kuzbass-biomed')).not.toBe(clusterIdOf('kuzbass-bio'));
    expect(clusterIdOf('kuzbass-biomed')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/);
  });
});
