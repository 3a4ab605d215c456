import { Injectable } from '@nestjs/common';

import { AccountsService } from '@okno/server/accounts';
import { ApplicationsService, type ApplicationData } from '@okno/server/applications';
import {
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

/** Somebody who checks cases of the cluster. */
export interface Reviewer {
  id: string;
  name: string;
  /** He represents the applicant, so the case is not for him. */
  isOwn: boolean;
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
    private readonly accounts: AccountsService,
    private readonly organisations: OrganisationsService,
    private readonly applications: ApplicationsService,
    private readonly assignments: AssignmentsRepository,
  ) {}

  /** Reviewers of the case's cluster who are not of the applicant, in the order of names. */
  async reviewersFor({
    clusterId,
    organisationId,
  }: Pick<ApplicationData, 'clusterId' | 'organisationId'>): Promise<Reviewer[]> {
    const [staff, own] = await Promise.all([
      this.accounts.staffWith('application.check', clusterId),
      this.organisations.peopleOf(organisationId),
    ]);
    return staff.map(({ id, name }) => ({
      id,
      name,
      isOwn: own.some(({ accountId }) => accountId === id),
    }));
  }

  /** Gives a case that nobody has to the reviewer with the least open ones. Nobody there: it waits. */
  async byLoad(
    tx: Tx,
    application: ApplicationData,
    reviewers: readonly Reviewer[],
  ): Promise<void> {
    if (application.assigneeId !== null) {
      return;
    }
    const loads = await this.assignments.lockLoads(
      tx,
      application.clusterId,
      reviewers.filter(({ isOwn }) => !isOwn).map(({ id }) => id),
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
    if (!holds(actor, 'application.check')) {
      await this.openAsAssigner(actor, applicationId);
      throw new RequestError('permission.denied', { permission: 'application.check' });
    }
    await this.hand(actor, applicationId, actor.accountId, 'TAKEN');
  }

  /**
   * Gives a case to a reviewer of its cluster, also one that somebody has. Its terms go on.
   * @throws ReviewError review.not_a_reviewer, .conflict_of_interest, .closed
   */
  async assign(actor: Actor, applicationId: string, assigneeId: string): Promise<void> {
    await this.hand(actor, applicationId, assigneeId, 'ASSIGNED');
  }

  /** Reviewers who may have the case, the least loaded first. */
  async assignees(actor: Actor, applicationId: string): Promise<Assignee[]> {
    const application = await this.openAsAssigner(actor, applicationId);
    const people = (await this.reviewersFor(application)).filter(({ isOwn }) => !isOwn);
    const loads = await this.assignments.openOf(
      application.clusterId,
      people.map(({ id }) => id),
    );
    return people
      .map(({ id, name }) => ({ id, name, open: loads.get(id) ?? 0 }))
      .sort((a, b) => a.open - b.open || a.name.localeCompare(b.name, 'ru'));
  }

  /** People are looked up first: inside the transaction there is one connection, and the row is locked. */
  private async hand(
    actor: Actor,
    applicationId: string,
    assigneeId: string,
    cause: 'TAKEN' | 'ASSIGNED',
  ): Promise<void> {
    const seen = await this.openAsAssigner(actor, applicationId);
    requireReviewer(await this.reviewersFor(seen), assigneeId);
    const holder = await this.db.transaction(async (tx) => {
      const { row } = await this.applications.lock(tx, actor, applicationId);
      requireOpen(row);
      if (cause === 'TAKEN' && row.assigneeId !== null) {
        return row.assigneeId;
      }
      if (row.assigneeId !== assigneeId) {
        await this.give(tx, actor, { application: row, assigneeId, cause });
      }
      return assigneeId;
    });
    if (holder !== assigneeId) {
      const people = await this.accounts.getPeople([holder]);
      throw new ReviewError('review.already_taken', {
        assignee: { id: holder, name: people.get(holder)?.name ?? null },
      });
    }
  }

  private async openAsAssigner(actor: Actor, applicationId: string): Promise<ApplicationData> {
    const { row, relation } = await this.applications.open(actor, applicationId);
    if (!reachesCluster(actor, 'application.assign', row.clusterId)) {
      throw new RequestError('permission.denied', { permission: 'application.assign' });
    }
    if (relation.side === 'APPLICANT') {
      throw new ReviewError('review.conflict_of_interest');
    }
    requireOpen(row);
    return row;
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
  }
}

/** @throws ReviewError review.not_a_reviewer, .conflict_of_interest */
function requireReviewer(reviewers: readonly Reviewer[], accountId: string): void {
  const found = reviewers.find(({ id }) => id === accountId);
  if (found === undefined) {
    throw new ReviewError('review.not_a_reviewer', {}, [
      { path: 'accountId', code: 'NOT_AN_OPTION' },
    ]);
  }
  if (found.isOwn) {
    throw new ReviewError('review.conflict_of_interest', { accountId });
  }
}

function requireOpen({ state }: ApplicationData): void {
  if (!isAssignable(state)) {
    throw new ReviewError('review.closed', { state });
  }
}
