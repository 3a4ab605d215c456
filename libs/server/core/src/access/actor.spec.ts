import { holds, reach, reachesCluster, systemActor, type Actor, type Grant } from './actor';

const KUZBASS = '0193f000-0000-5000-8000-000000000001';
const OTHER = '0193f000-0000-5000-8000-000000000002';

const grant = (scope: Grant['scope'], more: Partial<Grant> = {}): Grant => ({
  permission: 'application.read',
  scope,
  clusterId: null,
  masked: false,
  role: 'TEST',
  ...more,
});
const actor = (...grants: Grant[]): Actor => ({ ...systemActor(), grants });

describe('what an actor reaches', () => {
  it('is the union of the roles', () => {
    const both = actor(grant('OWN'), grant('CLUSTER', { clusterId: KUZBASS }), grant('ASSIGNED'));
    expect(reach(both, 'application.read')).toEqual({
      all: false,
      clusterIds: [KUZBASS],
      own: true,
      assigned: true,
      masked: false,
    });
    expect(reachesCluster(both, 'application.read', KUZBASS)).toBe(true);
    expect(reachesCluster(both, 'application.read', OTHER)).toBe(false);
    expect(holds(both, 'application.decide')).toBe(false);
  });

  it('stays masked for who may also file for an own organisation', () => {
    const masked = grant('CLUSTER', { clusterId: KUZBASS, masked: true });
    expect(reach(actor(masked, grant('OWN')), 'application.read').masked).toBe(true);
    expect(reach(actor(grant('OWN')), 'application.read').masked).toBe(false);
    expect(
      reach(actor(masked, grant('CLUSTER', { clusterId: KUZBASS })), 'application.read').masked,
    ).toBe(false);
  });
});
