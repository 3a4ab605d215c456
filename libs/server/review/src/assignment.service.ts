import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { ApplicationsService, CaseAccess, type ApplicationData } from '@okno/server/applications';
import {
  Audit,
  Clock,
  Database,
  holds,
  reachesCluster,
  RequestError,
  systemActor,
  type Actor,
  type Tx,
} from '@okno/server/core';
import { OrganisationsService } from '@okno/server/organisations';

import type { AssignmentCause } from './assignment.entity';
import { AssignmentsRepository } from './assignments.repository';
import { leastLoaded } from './load.policy';
import { ReviewError } from './review.errors';
import { isAssignable } from './review.policy';

/** A person who may have the case, and how many he has open. */
export interface Assignee {
  id: string;
  name: string;
  open: number;
}

/** A case given to somebody, and why. */
interface Handover {
  application: ApplicationData;
  assigneeId: string;
  cause: AssignmentCause;
}

/** Who has which case: by load, by taking it, or because somebody says so. The clock does not notice. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly accounts: AccountsService,
    private readonly organisations: OrganisationsService,
    private readonly applications: ApplicationsService,
    private readonly access: CaseAccess,
    private readonly assignments: AssignmentsRepository,
  ) {}

  /** Gives a case that nobody has to the reviewer with the least open ones. Nobody there: it waits. */
  async byLoad(tx: Tx, application: ApplicationData): Promise<void> {
    if (application.assigneeId !== null) {
      return;
    }
    const people = await this.reviewersFor(application);
    const loads = await this.assignments.lockLoads(
      tx,
      application.clusterId,
      people.map(({ id }) => id),
    );
    const chosen = leastLoaded(loads);
    if (chosen !== undefined) {
      await this.give(tx, systemActor(), { application, assigneeId: chosen.id, cause: 'LOAD' });
    }
  }

  /**
   * Takes a case that nobody has. Of two at once one gets it, the other is told who did.
   * @throws ReviewError review.already_taken, .conflict_of_interest, .closed
   */
  async take(actor: Actor, applicationId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const application = await this.lock(tx, actor, applicationId);
      if (!holds(actor, 'application.check')) {
        throw new RequestError('permission.denied', { permission: 'application.check' });
      }
      const { assigneeId } = application;
      if (assigneeId === actor.accountId) {
        return;
      }
      if (assigneeId !== null) {
        throw await this.taken(assigneeId);
      }
      await this.hand(tx, actor, { application, assigneeId: actor.accountId, cause: 'TAKEN' });
    });
  }

  /**
   * Gives a case to a reviewer of its cluster, also one that somebody has. Its terms go on.
   * @throws ReviewError review.not_a_reviewer, .conflict_of_interest, .closed
   */
  async assign(actor: Actor, applicationId: string, assigneeId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const application = await this.lock(tx, actor, applicationId);
      if (application.assigneeId !== assigneeId) {
        await this.hand(tx, actor, { application, assigneeId, cause: 'ASSIGNED' });
      }
    });
  }

  /** Reviewers who may have the case, the least loaded first. */
  async assignees(actor: Actor, applicationId: string): Promise<Assignee[]> {
    const { row } = await this.access.open(actor, applicationId);
    requireAssigner(actor, row);
    const people = await this.reviewersFor(row);
    const loads = await this.assignments.openOf(
      row.clusterId,
      people.map(({ id }) => id),
    );
    return people
      .map(({ id, name }) => ({ id, name, open: loads.get(id) ?? 0 }))
      .sort(
        (a, b) => a.open - b.open || a.name.localeCompare(b.name, 'ru') || (a.id < b.id ? -1 : 1),
      );
  }

  private async lock(tx: Tx, actor: Actor, applicationId: string): Promise<ApplicationData> {
    const { row, relation } = await this.access.lock(tx, actor, applicationId);
    requireAssigner(actor, row);
    if (relation.side === 'APPLICANT') {
      throw new ReviewError('review.conflict_of_interest');
    }
    if (!isAssignable(row.state)) {
      throw new ReviewError('review.closed', { state: row.state });
    }
    return row;
  }

  private async hand(tx: Tx, actor: Actor, handover: Handover): Promise<void> {
    const { application, assigneeId } = handover;
    if (await this.isApplicantSide(application, assigneeId)) {
      throw new ReviewError('review.conflict_of_interest', { accountId: assigneeId });
    }
    const staff = await this.accounts.staffWith('application.check', application.clusterId);
    if (!staff.some(({ id }) => id === assigneeId)) {
      throw new ReviewError('review.not_a_reviewer', {}, [
        { path: 'accountId', code: 'NOT_AN_OPTION' },
      ]);
    }
    await this.give(tx, actor, handover);
  }

  private async give(
    tx: Tx,
    actor: Actor,
    { application, assigneeId, cause }: Handover,
  ): Promise<void> {
    await this.assignments.give(
      tx,
      {
        applicationId: application.id,
        clusterId: application.clusterId,
        assigneeId,
        cause,
        byId: actor.accountId,
      },
      this.clock.now(),
    );
    await this.applications.assign(tx, actor, application.id, assigneeId);
    await this.audit.record(tx, {
      actor,
      action: cause === 'TAKEN' ? 'take' : 'assign',
      subject: { type: 'application', id: application.id },
      data: { assigneeId, before: application.assigneeId, cause },
    });
  }

  private async reviewersFor(
    application: ApplicationData,
  ): Promise<{ id: string; name: string }[]> {
    const [staff, own] = await Promise.all([
      this.accounts.staffWith('application.check', application.clusterId),
      this.organisations.peopleOf(application.organisationId),
    ]);
    return staff.filter(({ id }) => !own.some(({ accountId }) => accountId === id));
  }

  private async isApplicantSide(application: ApplicationData, accountId: string): Promise<boolean> {
    const own = await this.organisations.peopleOf(application.organisationId);
    return own.some((one) => one.accountId === accountId);
  }

  private async taken(assigneeId: string): Promise<ReviewError> {
    const people = await this.accounts.getPeople([assigneeId]);
    return new ReviewError('review.already_taken', {
      assignee: { id: assigneeId, name: people.get(assigneeId)?.name ?? null },
    });
  }
}

function requireAssigner(actor: Actor, { clusterId }: ApplicationData): void {
  if (!reachesCluster(actor, 'application.assign', clusterId)) {
    throw new RequestError('permission.denied', { permission: 'application.assign' });
  }
}
