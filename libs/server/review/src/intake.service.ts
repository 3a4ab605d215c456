import { Injectable } from '@nestjs/common';

import {
  ApplicationsService,
  FactsGatherer,
  type ApplicationData,
} from '@okno/server/applications';
import { CatalogueService } from '@okno/server/catalogue';
import { reviewQueue } from '@okno/server/contracts';
import { Clock, Database, Outbox, Queues, systemActor, Timers, type Tx } from '@okno/server/core';

import { AssignmentService, type Reviewer } from './assignment.service';
import { evaluate, unanswered, type Finding } from './check.policy';
import { ChecksRepository, type CheckKey, type Intake } from './checks.repository';
import { isInReview } from './review.policy';

export const INTAKE_TIMER = 'review.intake';
/** A round of checks that is not through after this long is put into the queue again. */
const REBUILD_MS = 60_000;
/** Later tries come less often, down to one in this time. */
const REBUILD_MAX_MS = 600_000;

/** The automatic checks of a round: starts them, runs one, gathers them, and starts lost ones again. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly queues: Queues,
    private readonly timers: Timers,
    private readonly outbox: Outbox,
    private readonly applications: ApplicationsService,
    private readonly catalogue: CatalogueService,
    private readonly assignments: AssignmentService,
    private readonly checks: ChecksRepository,
    private readonly facts: FactsGatherer,
  ) {}

  /** Remembers that the round is to be checked and puts its flow into the queue. */
  async start(tx: Tx, applicationId: string): Promise<void> {
    const application = await this.caseOf(applicationId, tx);
    const version = await this.catalogue.version(application.measureVersionId);
    const intake: Intake = {
      applicationId,
      round: application.returnRound,
      codes: (version?.rules ?? []).map(({ code }) => code),
      attempt: 1,
      doneAt: null,
    };
    await this.checks.startIntake(tx, intake, this.clock.now());
    await this.watch(tx, intake);
    await this.enqueue(intake);
  }

  /** Runs one check. On the last try a check that cannot answer leaves the question to a person. */
  async run(key: CheckKey, lastAttempt: boolean): Promise<void> {
    try {
      await this.checks.keep(key, await this.answer(key), this.clock.now());
    } catch (error) {
      if (!lastAttempt) {
        throw error;
      }
      await this.checks.keep(key, unanswered('CHECK_FAILED'), this.clock.now());
    }
  }

  /** What a check rests on has changed while the case is under review: its answer follows at once. */
  async recheck(tx: Tx, applicationId: string, code: string): Promise<void> {
    const { state, returnRound: round } = await this.caseOf(applicationId, tx);
    const answered = await this.checks.answered(tx, applicationId, round);
    if (isInReview(state) && answered.includes(code)) {
      const key = { applicationId, round, code };
      await this.checks.replace(tx, key, await this.answer(key), this.clock.now());
    }
  }

  private async answer({ applicationId, code }: CheckKey): Promise<Finding> {
    const application = await this.caseOf(applicationId);
    const version = await this.catalogue.version(application.measureVersionId);
    const situation = await this.facts.ofCase(application);
    return evaluate(code, version?.rules ?? [], situation, this.clock.now());
  }

  /** All checks of the round have ended: the case goes to the formal check and to a reviewer. Once. */
  async finish(applicationId: string, round: number): Promise<void> {
    const reviewers = await this.assignments.reviewersFor(await this.caseOf(applicationId));
    await this.db.transaction(async (tx) => {
      // First the timer, then the round: the order in which a firing timer locks them.
      await this.timers.cancel(tx, INTAKE_TIMER, applicationId);
      const intake = await this.checks.lockIntake(tx, applicationId);
      if (intake === undefined || intake.round < round) {
        throw new Error(`The checks of ${applicationId}/${round} are not committed yet`);
      }
      if (intake.round > round || intake.doneAt !== null) {
        await this.keepWatching(tx, intake);
        return;
      }
      await this.fillGaps(tx, intake);
      await this.toReviewer(tx, applicationId, reviewers);
      await this.checks.finishIntake(tx, applicationId, round, this.clock.now());
    });
  }

  /** The flow was not through in time: the queue may have lost it. */
  async rebuild(tx: Tx, applicationId: string): Promise<void> {
    const last = await this.checks.lockIntake(tx, applicationId);
    if (last === undefined || last.doneAt !== null) {
      return;
    }
    const intake = { ...last, attempt: last.attempt + 1 };
    await this.checks.countAttempt(tx, intake);
    await this.watch(tx, intake);
    await this.enqueue(intake);
  }

  /** A late parent of an earlier round must not take the alarm from the round under way. */
  private async keepWatching(tx: Tx, intake: Intake): Promise<void> {
    if (intake.doneAt === null) {
      await this.watch(tx, intake);
    }
  }

  private watch(tx: Tx, { applicationId, attempt }: Intake): Promise<void> {
    const pause = Math.min(REBUILD_MS * 2 ** (attempt - 1), REBUILD_MAX_MS);
    const dueAt = new Date(this.clock.now().getTime() + pause);
    return this.timers.set(tx, { kind: INTAKE_TIMER, subjectId: applicationId, dueAt });
  }

  /** Every try has job ids of its own: what is left of an earlier one does no harm and stops nothing. */
  private enqueue({ applicationId, round, codes, attempt }: Intake): Promise<void> {
    const id = `${applicationId}-${round}-${attempt}`;
    return this.queues.addFlow(
      reviewQueue,
      { job: 'intake.checked', payload: { applicationId, round }, id: `intake-${id}` },
      codes.map((code) => ({
        job: 'check.run' as const,
        payload: { applicationId, round, code },
        id: `check-${id}-${code}`,
      })),
    );
  }

  private async fillGaps(tx: Tx, { applicationId, round, codes }: Intake): Promise<void> {
    const answered = await this.checks.answered(tx, applicationId, round);
    for (const code of codes.filter((one) => !answered.includes(one))) {
      const key = { applicationId, round, code };
      await this.checks.keep(key, unanswered('NOT_ANSWERED'), this.clock.now(), tx);
    }
  }

  private async toReviewer(
    tx: Tx,
    applicationId: string,
    reviewers: readonly Reviewer[],
  ): Promise<void> {
    const system = systemActor();
    const { row } = await this.applications.lock(tx, system, applicationId);
    if (row.state === 'REGISTERED') {
      await this.applications.system(applicationId, 'startFormalCheck', {}, tx);
    }
    const application = await this.caseOf(applicationId, tx);
    if (isWithCentre(application)) {
      await this.assignments.byLoad(tx, application, reviewers);
      await this.outbox.add(tx, 'review.checked', {
        applicationId,
        organisationId: application.organisationId,
        clusterId: application.clusterId,
        kind: application.kind,
      });
    }
  }

  private async caseOf(applicationId: string, tx?: Tx): Promise<ApplicationData> {
    const application = await this.applications.find(applicationId, tx);
    if (application === null) {
      throw new Error(`There is no case ${applicationId}`);
    }
    return application;
  }
}

/** The case may have been taken back while the checks ran. */
function isWithCentre({ state }: ApplicationData): boolean {
  return state === 'FORMAL_CHECK' || state === 'EXPERTISE';
}
