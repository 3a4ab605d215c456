import { Injectable } from '@nestjs/common';

import { isSystem, reach, reachesCluster, type Actor, type Tx } from '@okno/server/core';
import { OrganisationsService, type Representation } from '@okno/server/organisations';
import type { FlowPermission, FlowScope } from '@okno/shared/workflow';

import { ApplicationError } from './applications.errors';
import { ApplicationsRepository, type CasePosition } from './applications.repository';
import type { ApplicationData, CaseRow } from './case-row';

/** On which side of a case the actor stands, and what he may be there. */
export interface Relation {
  side: 'APPLICANT' | 'CENTRE' | 'SYSTEM';
  canFile: boolean;
  isOrganisationAdmin: boolean;
  isAssignee: boolean;
  isReviewer: boolean;
  /** No contacts and bank details for him. */
  masked: boolean;
  /** Bank details. */
  seesBank: boolean;
  permissions: Readonly<Partial<Record<FlowPermission, readonly FlowScope[]>>>;
}

/** An event's or a message's reference to a request. */
export interface CaseRef {
  applicationId: string;
  organisationId: string;
  clusterId: string;
  /** Where known: staff does not see drafts. */
  state?: string;
}

const FLOW_PERMISSIONS: readonly FlowPermission[] = [
  'application.draft',
  'application.submit',
  'application.withdraw',
  'application.register',
  'application.return',
  'application.check',
  'application.score',
  'application.vote',
  'application.decide',
  'agreement.accept',
  'agreement.prepare',
  'agreement.sign',
  'payment.record',
  'session.manage',
];

const SYSTEM: Relation = {
  side: 'SYSTEM',
  canFile: false,
  isOrganisationAdmin: false,
  isAssignee: false,
  isReviewer: false,
  masked: false,
  seesBank: true,
  permissions: {},
};

/** Who may see a request at all, and as what. */
@Injectable()
export class CaseAccess {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly repository: ApplicationsRepository,
  ) {}

  /** For whom the actor may act. */
  async standing(actor: Actor, tx?: Tx): Promise<readonly Representation[]> {
    return isSystem(actor) ? [] : this.organisations.representedBy(actor.accountId, tx);
  }

  /** The request and the actor's relation to it. @throws ApplicationError application.not_found */
  async open(actor: Actor, id: string): Promise<{ row: CaseRow; relation: Relation }> {
    const [found, standing] = await Promise.all([this.repository.find(id), this.standing(actor)]);
    const row = required(found);
    return { row, relation: await this.relation(actor, row, standing) };
  }

  /**
   * For what people of the organisation do among themselves: where the application belongs, without its answers.
   * @throws ApplicationError application.not_found for everybody else
   */
  async party(actor: Actor, id: string, tx?: Tx): Promise<CasePosition> {
    const place = await this.partyIfAny(actor, id, tx);
    if (!place) {
      throw new ApplicationError('application.not_found');
    }
    return place;
  }

  /** The same, and undefined for everybody else. */
  async partyIfAny(actor: Actor, id: string, tx?: Tx): Promise<CasePosition | undefined> {
    const [found, standing] = await Promise.all([
      this.repository.position(id, tx),
      this.standing(actor, tx),
    ]);
    return found && standing.some((one) => one.organisationId === found.organisationId)
      ? found
      : undefined;
  }

  /** The same with the row locked to the end of the transaction. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<{ row: CaseRow; relation: Relation }> {
    const [found, standing] = await Promise.all([
      this.repository.lock(tx, id),
      this.standing(actor, tx),
    ]);
    const row = required(found);
    return { row, relation: await this.relation(actor, row, standing, tx) };
  }

  /** @throws ApplicationError application.not_found when the actor may not know of the request */
  async relation(
    actor: Actor,
    row: ApplicationData,
    standing: readonly Representation[],
    tx?: Tx,
  ): Promise<Relation> {
    if (isSystem(actor)) {
      return SYSTEM;
    }
    const own = standing.find((one) => one.organisationId === row.organisationId);
    if (own) {
      return applicantRelation(actor, row, own);
    }
    const isAssignee = row.assigneeId === actor.accountId;
    if (!seesAsStaff(actor, row, isAssignee)) {
      throw new ApplicationError('application.not_found');
    }
    return {
      side: 'CENTRE',
      canFile: false,
      isOrganisationAdmin: false,
      isAssignee,
      isReviewer: await this.repository.isReviewer(row.id, actor.accountId, tx),
      masked: reach(actor, 'application.read').masked,
      seesBank: reachesCluster(actor, 'bank.read', row.clusterId),
      permissions: permissionsAt(actor, row, false),
    };
  }

  /** Whether an event about a request concerns somebody; asks the database only where it must. */
  async mayRead(actor: Actor, ref: CaseRef): Promise<boolean> {
    const standing = await this.standing(actor);
    if (standing.some((one) => one.organisationId === ref.organisationId)) {
      return true;
    }
    if (ref.state === 'DRAFT') {
      return false;
    }
    const read = reach(actor, 'application.read');
    const inCluster = read.all || read.clusterIds.includes(ref.clusterId);
    if ((!inCluster && !read.assigned) || (inCluster && ref.state !== undefined)) {
      return inCluster;
    }
    const row = await this.repository.find(ref.applicationId);
    return row !== undefined && seesAsStaff(actor, row, row.assigneeId === actor.accountId);
  }
}

/** Who represents the applicant stands on that side, whatever roles he has at the centre. */
function applicantRelation(actor: Actor, row: ApplicationData, own: Representation): Relation {
  return {
    side: 'APPLICANT',
    canFile: own.canFile,
    isOrganisationAdmin: own.isAdmin,
    isAssignee: row.assigneeId === actor.accountId,
    isReviewer: false,
    masked: false,
    seesBank: true,
    permissions: permissionsAt(actor, row, true),
  };
}

function required(row: CaseRow | undefined): CaseRow {
  if (!row) {
    throw new ApplicationError('application.not_found');
  }
  return row;
}

/** Staff sees what was filed, never what somebody is still writing. */
function seesAsStaff(actor: Actor, row: ApplicationData, isAssignee: boolean): boolean {
  const read = reach(actor, 'application.read');
  return (
    row.submittedAt !== null &&
    (read.all || read.clusterIds.includes(row.clusterId) || (read.assigned && isAssignee))
  );
}

function permissionsAt(actor: Actor, row: ApplicationData, own: boolean): Relation['permissions'] {
  const found: Partial<Record<FlowPermission, FlowScope[]>> = {};
  for (const { permission, scope, clusterId } of actor.grants) {
    const known = FLOW_PERMISSIONS.find((one) => one === permission);
    const counts = (scope !== 'OWN' || own) && (clusterId === null || clusterId === row.clusterId);
    if (known !== undefined && counts) {
      (found[known] ??= []).push(scope);
    }
  }
  return found;
}

/** The role in which the step was taken: the one whose permission was used. */
export function roleOf(
  actor: Actor,
  relation: Pick<Relation, 'side'>,
  permission: string | null,
  clusterId: string,
): { role?: string } {
  const own = relation.side === 'APPLICANT';
  const used = actor.grants.find(
    (grant) =>
      grant.permission === permission &&
      (grant.scope === 'OWN') === own &&
      (grant.clusterId === null || grant.clusterId === clusterId),
  );
  return used ? { role: used.role } : {};
}
