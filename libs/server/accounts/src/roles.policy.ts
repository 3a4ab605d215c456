import { clusterIdOf } from '@okno/server/contracts';
import type { Grant } from '@okno/server/core';

/** What every signed-in person may: act for own organisations. */
export const BASE_ROLE = 'APPLICANT';

/** A role that a person holds. */
export interface HeldRole {
  role: string;
  clusterCode: string | null;
}

/** Role → what it allows. */
export type RoleBundles = ReadonlyMap<string, readonly Omit<Grant, 'clusterId' | 'role'>[]>;

/** A person's roles with the base role, which nobody is given and everybody has; it comes last. */
export function withBaseRole(held: readonly HeldRole[]): HeldRole[] {
  return [...held.filter(({ role }) => role !== BASE_ROLE), { role: BASE_ROLE, clusterCode: null }];
}

/** Everything that the roles allow; each grant reaches over the cluster that its role is held in. */
export function grantsOf(bundles: RoleBundles, held: readonly HeldRole[]): Grant[] {
  return withBaseRole(held).flatMap(({ role, clusterCode }) =>
    (bundles.get(role) ?? []).map((permission) => ({
      ...permission,
      role,
      clusterId: clusterCode === null ? null : clusterIdOf(clusterCode),
    })),
  );
}
