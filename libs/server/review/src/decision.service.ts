import { Injectable } from '@nestjs/common';

import type { ActionContext, ActionOutcome, ApplicationData } from '@okno/server/applications';
import { BudgetService } from '@okno/server/budget';
import {
  CatalogueService,
  type ClusterData,
  type MeasureVersionData,
} from '@okno/server/catalogue';
import type { Tx } from '@okno/server/core';
import { localDate, yearOf } from '@okno/shared/work-calendar';

import { CaseFileRepository } from './case-file.repository';
import { CostAuditService } from './cost-audit.service';
import { decisionNumber, grant, type Granted } from './decision.policy';
import { DecisionsRepository } from './decisions.repository';
import { ReviewError } from './review.errors';

/** The day of a decision where the cluster is. */
interface Day {
  date: string;
  year: number;
}

/** A measure version and cluster as the decision needs them. */
interface Place {
  version: MeasureVersionData;
  cluster: ClusterData;
  day: Day;
}

/** What approving and rejecting do besides moving the state: the act with its number, and the money. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly budget: BudgetService,
    private readonly decisions: DecisionsRepository,
    private readonly file: CaseFileRepository,
    private readonly costs: CostAuditService,
  ) {}

  /**
   * Grants and reserves the money in the transaction of the decision. Short money sends the case to the
   * round's waiting list, if the round has one and the case does not stand in it already.
   * @throws ReviewError review.limit_reached, .budget_short
   */
  async approve(context: ActionContext): Promise<ActionOutcome> {
    const place = await this.place(context);
    await this.decisions.lockSeries(context.tx, place.cluster.id, place.day.year);
    // A service of the centre's own people costs nothing: there is nothing to grant.
    if (context.application.kind === 'MEMBERSHIP' || place.version.stateShareBp === null) {
      return this.write(context, place, null);
    }
    const granted = await this.granted(context.tx, context.application, place);
    const held = await this.reserve(context, granted.approvedKopecks);
    return held === 'RESERVED' ? this.write(context, place, granted) : this.wait(context);
  }

  /** @throws ReviewError review.reason_unknown */
  async reject(context: ActionContext): Promise<ActionOutcome> {
    const place = await this.place(context);
    const reasons = place.version.refusalReasons.map(({ code }) => code);
    if (!reasons.includes(context.input.reasonCode ?? '')) {
      throw new ReviewError('review.reason_unknown', {}, [
        { path: 'reasonCode', code: 'NOT_AN_OPTION' },
      ]);
    }
    await this.decisions.lockSeries(context.tx, place.cluster.id, place.day.year);
    return this.write(context, place, null);
  }

  /** Gives back what was reserved for a case that goes no further. */
  async release({ tx, application, actor }: ActionContext): Promise<ActionOutcome | undefined> {
    const releasedKopecks = await this.budget.release(tx, application.id, actor);
    return releasedKopecks > 0 ? { data: { releasedKopecks } } : undefined;
  }

  private async place({ application, now }: ActionContext): Promise<Place> {
    const [version, cluster] = await Promise.all([
      this.catalogue.version(application.measureVersionId),
      this.catalogue.cluster(application.clusterId),
    ]);
    if (version === null || cluster === null) {
      throw new Error(`Case ${application.id} has lost its measure or cluster`);
    }
    const date = localDate(now, cluster.timeZone);
    return { version, cluster, day: { date, year: yearOf(date) } };
  }

  private async granted(
    tx: Tx,
    application: ApplicationData,
    { version, day }: Place,
  ): Promise<Granted> {
    const { kopecksThisYear } = await this.decisions.support(
      {
        applicationId: application.id,
        organisationId: application.organisationId,
        clusterId: application.clusterId,
        measureCode: application.measureCode,
        year: day.year,
      },
      tx,
    );
    const limit = version.limitPerYearKopecks;
    const granted = grant({
      costKopecks: await this.cost(tx, application),
      requestedKopecks: application.requestedKopecks ?? 0,
      stateShareBp: version.stateShareBp ?? 0,
      limitKopecks: version.limitPerApplicationKopecks,
      yearRestKopecks: limit === null ? null : limit - kopecksThisYear,
      asked: application.kind === 'COMPENSATION',
    });
    if (granted === undefined || granted.approvedKopecks === 0) {
      throw new ReviewError('review.limit_reached');
    }
    return granted;
  }

  /** What is split: the estimate; of a compensation what was accepted of its payments. */
  private async cost(tx: Tx, { id, kind, costKopecks }: ApplicationData): Promise<number> {
    return kind === 'COMPENSATION' ? this.costs.accepted(id, tx) : (costKopecks ?? 0);
  }

  private reserve(
    { tx, application, actor }: ActionContext,
    kopecks: number,
  ): Promise<'RESERVED' | 'SHORT'> {
    if (application.roundId === null) {
      throw new Error(`Case ${application.id} belongs to no round`);
    }
    return this.budget.reserve(tx, {
      roundId: application.roundId,
      applicationId: application.id,
      kopecks,
      actor,
    });
  }

  private async wait({
    tx,
    application: { state, roundId },
  }: ActionContext): Promise<ActionOutcome> {
    const round = roundId === null ? null : await this.catalogue.round(roundId, tx);
    if (state === 'WAITLISTED' || round?.waitingList !== true) {
      throw new ReviewError('review.budget_short');
    }
    return { instead: 'waitlist' };
  }

  private async write(
    { tx, actor, application, input, transition, now }: ActionContext,
    { cluster, day }: Place,
    granted: Granted | null,
  ): Promise<ActionOutcome> {
    const rejected = transition.to === 'REJECTED';
    const seq = await this.decisions.nextSeq(tx, cluster.id, day.year);
    const number = decisionNumber(cluster.numberPrefix ?? cluster.code, day.year, seq);
    const conclusion = await this.file.conclusion(application.id, tx);
    await this.decisions.add(
      tx,
      {
        applicationId: application.id,
        organisationId: application.organisationId,
        clusterId: cluster.id,
        measureCode: application.measureCode,
        outcome: rejected ? 'REJECTED' : 'APPROVED',
        number,
        ...day,
        seq,
        reasonCode: rejected ? orNull(input.reasonCode) : null,
        publicText: orNull(input.publicComment),
        ...(granted ?? { approvedKopecks: null, ownKopecks: null, capReason: null }),
        conclusionId: conclusion?.id ?? null,
        signedBy: actor.accountId,
        signedByName: actor.name,
      },
      now,
    );
    return granted === null
      ? { data: { decision: number } }
      : { data: { decision: number, ...granted }, approvedKopecks: granted.approvedKopecks };
  }
}

function orNull(text: string | undefined): string | null {
  return text ?? null;
}
