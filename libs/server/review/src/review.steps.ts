import { Injectable, type OnModuleInit } from '@nestjs/common';

import {
  CaseActions,
  type ActionContext,
  type ActionOutcome,
  type ApplicationData,
  type GuardContext,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import { reach, reachesCluster, type Actor } from '@okno/server/core';
import type { FlowAction } from '@okno/shared/workflow';

import { CaseOverview } from './case-overview';
import { CaseFileRepository } from './case-file.repository';
import { CostAuditService } from './cost-audit.service';
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
    private readonly overview: CaseOverview,
    private readonly catalogue: CatalogueService,
    private readonly file: CaseFileRepository,
    private readonly decisions: DecisionsRepository,
    private readonly decide: DecisionService,
    private readonly costs: CostAuditService,
  ) {}

  onModuleInit(): void {
    this.actions.guard('CHECKLIST_COMPLETE', (context) => this.isChecklistComplete(context));
    this.actions.guard('CONCLUSION_PRESENT', (context) => this.isConcluded(context));
    this.actions.guard('PASSED', (context) => this.isPassed(context));
    this.actions.guard('COSTS_AUDITED', ({ application, tx }) =>
      this.costs.isAudited(application.id, tx),
    );
    for (const action of CONCLUDING) {
      this.actions.effect(action, (context) => this.conclude(context));
    }
    for (const action of RELEASING) {
      this.actions.effect(action, (context) => this.decide.release(context));
    }
    this.actions.effect('answerRemarks', (context) => this.reopen(context));
    this.actions.effect('approve', (context) => this.decide.approve(context));
    this.actions.effect('reject', (context) => this.decide.reject(context));
    this.actions.part('costs', (actor, application, { side }) =>
      this.costs.shown(actor, application, side),
    );
    this.actions.part('review', (actor, application, { side }) =>
      side === 'APPLICANT' ? this.decided(application) : this.shown(actor, application),
    );
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

  /** What the applicant has corrected, the reviewer looks at again. */
  private async reopen({ tx, application }: ActionContext): Promise<ActionOutcome | undefined> {
    const version = await this.catalogue.version(application.measureVersionId);
    const codes = questionsAbout(version?.checklist ?? [], application.unlocked ?? []);
    const reopened = await this.file.reopen(tx, application.id, codes);
    return reopened.length > 0 ? { data: { reopened } } : undefined;
  }

  /** @throws ReviewError review.conclusion_invalid, .nothing_accepted */
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
    await this.requireAccepted(context, pass);
    const round = application.returnRound;
    await this.file.conclude(tx, actor, application.id, { round, pass, text, criteria }, now);
    return { data: { pass, criteria: criteria.map((mark) => [mark.code, mark.pass]) } };
  }

  /** A compensation of which nothing is accepted has nothing to be decided but a refusal. */
  private async requireAccepted(
    { application, transition, tx }: ActionContext,
    pass: boolean,
  ): Promise<void> {
    if (!pass || transition.from !== 'COST_AUDIT') {
      return;
    }
    if ((await this.costs.accepted(application.id, tx)) === 0) {
      throw new ReviewError('review.nothing_accepted', {}, [
        { path: 'conclusion.pass', code: 'NOTHING_ACCEPTED' },
      ]);
    }
  }

  /** All that the applicant reads of it; the rest is the centre's own. */
  private async decided(application: ApplicationData): Promise<object> {
    return {
      decision: application.decidedOn === null ? null : await this.decisions.of(application.id),
    };
  }

  private async shown(actor: Actor, application: ApplicationData): Promise<object> {
    const [file, version] = await Promise.all([
      this.overview.of(application.id),
      this.catalogue.version(application.measureVersionId),
    ]);
    const checks = checksInOrder(
      file.checks,
      (version?.rules ?? []).map(({ code }) => code),
    ).map((check) => checkView(check, application.returnRound));
    if (reach(actor, 'application.read').masked) {
      return { decision: file.decision, checks };
    }
    return {
      decision: file.decision,
      checks,
      checklist: checklistOf(version?.checklist ?? [], file.marks),
      conclusion: file.conclusion === null ? null : conclusionView(file.conclusion),
      ...(reachesCluster(actor, 'note.write', application.clusterId)
        ? { notes: { count: file.noteCount } }
        : {}),
    };
  }
}
