import { holds, reach, type Actor } from '@okno/server/core';

import type { Representative } from './representatives.repository';

/** What the asking person sees of an organisation. */
export type View = 'STAFF' | 'INSIDE' | 'CLAIM';

/** Whether the person may act (draft and file) for the organisation today. */
export function mayAct(representative: Representative, today: string): boolean {
  const inForce = representative.poaValidTo === null || representative.poaValidTo >= today;
  return inForce && isInside(representative);
}

/** Confirmed, or the one who added the organisation: ruling 7 lets him act before the centre confirms. */
export function isInside(representative: Representative): boolean {
  return representative.state === 'ACTIVE' || representative.firstClaimant;
}

/** Only confirmed administrators invite people and change rights. */
export function isActiveAdmin(representative: Representative | null): boolean {
  return representative !== null && representative.state === 'ACTIVE' && representative.isAdmin;
}

/** Whose card list is that of the centre, not of the person's own organisations. */
export function isStaff(actor: Actor): boolean {
  const read = reach(actor, 'organisation.read');
  return mayConfirm(actor) || read.all || read.clusterIds.length > 0;
}

/** Registrars see every organisation: before it has filed anywhere it belongs to no cluster. */
export function mayConfirm(actor: Actor): boolean {
  return holds(actor, 'organisation.confirm');
}

/** Staff without the registrar's right see what has filed in their clusters; undefined: everything. */
export function visibleClusters(actor: Actor): readonly string[] | undefined {
  const read = reach(actor, 'organisation.read');
  return mayConfirm(actor) || read.all ? undefined : read.clusterIds;
}

/** Whether personal data are hidden from a member of the staff; what he may see as a representative is no matter. */
export function seesMasked(actor: Actor): boolean {
  const asStaff = actor.grants.filter(
    ({ permission, scope }) => permission === 'organisation.read' && scope !== 'OWN',
  );
  return asStaff.length > 0 && asStaff.every(({ masked }) => masked);
}

/** The UTC date of an instant: the day that stands beside a card's facts. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
