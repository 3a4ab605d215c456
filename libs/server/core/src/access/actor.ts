import type { Permission } from '@okno/server/contracts';

/** How far a permission reaches: own organisations, assigned cases, a cluster, everything. */
export type GrantScope = 'OWN' | 'ASSIGNED' | 'CLUSTER' | 'ALL';

/** One permission that a role gives. */
export interface Grant {
  permission: Permission;
  scope: GrantScope;
  /** For roles held in one cluster. */
  clusterId: string | null;
  /** Personal and bank data are masked for this role. */
  masked: boolean;
  role: string;
}

/** Who asks. Grants come from roles, which are data; a route names the permission it needs. */
export interface Actor {
  accountId: string;
  /** Shown in histories. */
  name: string;
  /** Absent for the system itself. */
  sessionId: string | null;
  lang: 'ru' | 'en';
  ip: string | null;
  grants: readonly Grant[];
}

/** What an actor may reach with one permission; row scope in queries is built from it. */
export interface Reach {
  all: boolean;
  clusterIds: string[];
  own: boolean;
  /** Only cases assigned to the actor. */
  assigned: boolean;
  /** What is not own is shown without personal and bank data. */
  masked: boolean;
}

/** The account id that stands for the portal itself in histories. */
export const SYSTEM_ACCOUNT = '00000000-0000-7000-8000-000000000000';

/** The portal acting by itself: a timer, a check, a generated document. */
export function systemActor(): Actor {
  return {
    accountId: SYSTEM_ACCOUNT,
    name: 'okno',
    sessionId: null,
    lang: 'ru',
    ip: null,
    grants: [],
  };
}

export function isSystem(actor: Actor): boolean {
  return actor.accountId === SYSTEM_ACCOUNT;
}

/** Whether any of the actor's roles gives the permission, whatever the reach. */
export function holds(actor: Actor, permission: Permission): boolean {
  return actor.grants.some((grant) => grant.permission === permission);
}

/** The union of what the actor's roles give for one permission. */
export function reach(actor: Actor, permission: Permission): Reach {
  const grants = actor.grants.filter((grant) => grant.permission === permission);
  // Everybody may see what is own in full; that says nothing about what others have filed.
  const beyondOwn = grants.filter((grant) => grant.scope !== 'OWN');
  const inCluster = grants.filter((grant) => grant.scope === 'CLUSTER' && grant.clusterId !== null);
  return {
    all: grants.some(
      (grant) => grant.scope === 'ALL' || (grant.scope === 'CLUSTER' && grant.clusterId === null),
    ),
    clusterIds: [
      ...new Set(inCluster.flatMap((grant) => (grant.clusterId === null ? [] : [grant.clusterId]))),
    ],
    own: grants.some((grant) => grant.scope === 'OWN'),
    assigned: grants.some((grant) => grant.scope === 'ASSIGNED'),
    masked: beyondOwn.length > 0 && beyondOwn.every((grant) => grant.masked),
  };
}

/** Whether the actor's reach with this permission covers a case of that cluster (not counting OWN). */
export function reachesCluster(actor: Actor, permission: Permission, clusterId: string): boolean {
  const { all, clusterIds } = reach(actor, permission);
  return all || clusterIds.includes(clusterId);
}
