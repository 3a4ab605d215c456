import { clusterIdOf } from '@okno/server/contracts';

import { grantsOf, withBaseRole, type RoleBundles } from './roles.policy';

const BUNDLES: RoleBundles = new Map([
  ['APPLICANT', [{ permission: 'application.draft', scope: 'OWN', masked: false }]],
  ['REVIEWER', [{ permission: 'application.read', scope: 'CLUSTER', masked: false }]],
]);

describe('what roles allow', () => {
  it('gives everybody the base role, last and once', () => {
    const held = [
      { role: 'APPLICANT', clusterCode: null },
      { role: 'REVIEWER', clusterCode: 'kuzbass-biomed' },
    ];
    expect(withBaseRole(held).map((one) => one.role)).toEqual(['REVIEWER', 'APPLICANT']);
    expect(withBaseRole([]).map((one) => one.role)).toEqual(['APPLICANT']);
  });

  it('reaches over the cluster that the role is held in', () => {
    expect(grantsOf(BUNDLES, [{ role: 'REVIEWER', clusterCode: 'kuzbass-biomed' }])).toEqual([
      {
        permission: 'application.read',
        scope: 'CLUSTER',
        masked: false,
        role: 'REVIEWER',
        clusterId: clusterIdOf('kuzbass-biomed'),
      },
      {
        permission: 'application.draft',
        scope: 'OWN',
        masked: false,
        role: 'APPLICANT',
        clusterId: null,
      },
    ]);
  });

  it('allows nothing for a role that is not loaded', () => {
    expect(grantsOf(new Map(), [{ role: 'REVIEWER', clusterCode: 'x' }])).toEqual([]);
  });
});
