import { Injectable, type OnModuleInit } from '@nestjs/common';

import {
  CaseAccess,
  CaseActions,
  type ActionContext,
  type ActionOutcome,
  type ApplicationData,
  type GuardContext,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import { reachesCluster, type Actor } from '@okno/server/core';
import type { FlowAction } from '@okno/shared/workflow';

import { CaseFileRepository } from './case-file.repository';
import { ChecksRepository } from './checks.repository';
import { conclusionProblems, criteriaAsked, passes } from './conclusion.policy';
import { DecisionService } from './decision.service';
import { DecisionsRepository } from './decisions.repository';
import { ReviewError } from './review.errors';
import { isChecklistComplete, questionsAbout } from './review.policy';
import { checklistOf, checksInOrder, checkView, conclusionView } from './review.view';

/** Steps at which a reviewer may, or must, write his conclusion. */
const CONCLUDING: readonly FlowAction[] = ['toReview', 'conclude', 'toExpertise', 'toDecision'];
/** Steps after which nothing is reserved for a case any more. */
const RELEASING: readonly FlowAction[] = ['withdraw', 'expire'];

/** What the review knows of a case, does at its steps, and shows of it: all plugged into the flow here. */
@Injectable()
export class ReviewSteps implements OnModuleInit {
  constructor(
    private readonly actions: CaseActions,
    private readonly access: CaseAccess,
    private readonly catalogue: CatalogueService,
    private readonly file: CaseFileRepository,
    private readonly checks: ChecksRepository,
    private readonly decisions: DecisionsRepository,
    private readonly decide: DecisionService,
  ) {}

  onModuleInit(): void {
    this.actions.guard('CHECKLIST_COMPLETE', (context) => this.isChecklistComplete(context));
    this.actions.guard('CONCLUSION_PRESENT', (context) => this.isConcluded(context));
    this.actions.guard('PASSED', (context) => this.isPassed(context));
    this.actions.guard('SCORES_COMPLETE', (context) => this.areScoresComplete(context));
    this.actions.guard('COUNCIL_RESULT', (context) => this.isCouncilDone(context));
    for (const action of CONCLUDING) {
      this.actions.effect(action, (context) => this.conclude(context));
    }
    for (const action of RELEASING) {
      this.actions.effect(action, (context) => this.decide.release(context));
    }
    this.actions.effect('answerRemarks', (context) => this.reopen(context));
    this.actions.effect('approve', (context) => this.decide.approve(context));
    this.actions.effect('reject', (context) => this.decide.reject(context));
    this.actions.part('review', (actor, application) => this.shown(actor, application));
  }

  private async isChecklistComplete({ application, tx }: GuardContext): Promise<boolean> {
    const version = await this.catalogue.version(application.measureVersionId);
    return isChecklistComplete(
      version?.checklist ?? [],
      await this.file.checklist(application.id, tx),
    );
  }

  private async isConcluded({ application, tx }: GuardContext): Promise<boolean> {
    return (await this.file.conclusion(application.id, tx)) !== null;
  }

  private async isPassed({ application, tx }: GuardContext): Promise<boolean> {
    const conclusion = await this.file.conclusion(application.id, tx);
    return conclusion !== null && passes(conclusion);
  }

  /** A round without experts leaves the judgement to the reviewer (ARCHITECTURE §8.4). */
  private async areScoresComplete({ application }: GuardContext): Promise<boolean> {
    const { roundId } = application;
    const round = roundId === null ? null : await this.catalogue.round(roundId);
    return (round?.experts ?? 0) === 0;
  }

  /** A cluster whose Council does not take part waits for no result (ARCHITECTURE §8.3). */
  private async isCouncilDone({ application }: GuardContext): Promise<boolean> {
    const cluster = await this.catalogue.cluster(application.clusterId);
    return cluster?.councilMode === 'NONE';
  }

  /** What the applicant has corrected, the reviewer looks at again. */
  private async reopen({ tx, application }: ActionContext): Promise<ActionOutcome | undefined> {
    const version = await this.catalogue.version(application.measureVersionId);
    const codes = questionsAbout(version?.checklist ?? [], application.unlocked ?? []);
    const reopened = await this.file.reopen(tx, application.id, codes);
    return reopened.length > 0 ? { data: { reopened } } : undefined;
  }

  /** @throws ReviewError review.conclusion_invalid */
  private async conclude(context: ActionContext): Promise<ActionOutcome | undefined> {
    const { tx, actor, application, input, transition, now } = context;
    if (input.conclusion === undefined) {
      return undefined;
    }
    const { pass, text } = input.conclusion;
    const criteria = input.criteria ?? [];
    const version = await this.catalogue.version(application.measureVersionId);
    const asked = criteriaAsked(
      version ?? { criteria: [], fifoCriteria: [] },
      transition.needs.criteria === true,
    );
    const problems = conclusionProblems({ pass, text }, criteria, asked);
    if (problems.length > 0) {
      throw new ReviewError('review.conclusion_invalid', {}, problems);
    }
    const round = application.returnRound;
    await this.file.conclude(tx, actor, application.id, { round, pass, text, criteria }, now);
    return { data: { pass, criteria: criteria.map((mark) => [mark.code, mark.pass]) } };
  }

  /** The applicant reads the decision; the rest is the centre's own. */
  private async shown(actor: Actor, application: ApplicationData): Promise<object> {
    const [relation, decision] = await Promise.all([
      this.access.relation(actor, application),
      this.decisions.of(application.id),
    ]);
    if (relation.side === 'APPLICANT') {
      return { decision };
    }
    const checks = await this.shownChecks(application);
    return relation.masked
      ? { decision, checks }
      : { decision, checks, ...(await this.caseFile(actor, application)) };
  }

  private async shownChecks({
    id,
    measureVersionId,
    returnRound,
  }: ApplicationData): Promise<object> {
    const [found, version] = await Promise.all([
      this.checks.latest(id),
      this.catalogue.version(measureVersionId),
    ]);
    return checksInOrder(found, version?.checks ?? []).map((check) =>
      checkView(check, returnRound),
    );
  }

  private async caseFile(
    actor: Actor,
    { id, measureVersionId, clusterId }: ApplicationData,
  ): Promise<object> {
    const [version, marks, conclusion] = await Promise.all([
      this.catalogue.version(measureVersionId),
      this.file.checklist(id),
      this.file.conclusion(id),
    ]);
    return {
      checklist: checklistOf(version?.checklist ?? [], marks),
      conclusion: conclusion === null ? null : conclusionView(conclusion),
      ...(reachesCluster(actor, 'note.write', clusterId)
        ? { notes: { count: await this.file.noteCount(id) } }
        : {}),
    };
  }
}
