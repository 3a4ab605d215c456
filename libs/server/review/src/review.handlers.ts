import { Injectable } from '@nestjs/common';

import { reviewQueue, type EventMap } from '@okno/server/contracts';
import {
  Clock,
  Handles,
  Hears,
  OnTimer,
  type FiredTimer,
  type JobContext,
  type Tx,
} from '@okno/server/core';

import { AssignmentsRepository } from './assignments.repository';
import { DecisionsRepository } from './decisions.repository';
import { INTAKE_TIMER, IntakeService } from './intake.service';
import { endsReview, endsSupport, startsChecks } from './review.policy';

/** What the worker does for the review: checks after filing and after every answer, and tidying up. */
@Injectable()
export class ReviewHandlers {
  constructor(
    private readonly intake: IntakeService,
    private readonly assignments: AssignmentsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly clock: Clock,
  ) {}

  @Hears({ event: 'application.stateChanged', name: 'review.start' })
  async startChecks(event: EventMap['application.stateChanged'], tx: Tx): Promise<void> {
    if (startsChecks(event)) {
      await this.intake.start(tx, event.applicationId);
    }
  }

  /** Listeners and partners confirm until the decision, and may take a consent back: the check keeps up. */
  @Hears({ event: 'confirmation.answered', name: 'review.linksChanged' })
  async linksChanged({ applicationId }: EventMap['confirmation.answered'], tx: Tx): Promise<void> {
    await this.intake.recheck(tx, applicationId, 'LINKS');
  }

  /** A decided or ended case is no longer on the reviewer's desk. */
  @Hears({ event: 'application.stateChanged', name: 'review.close' })
  async close(event: EventMap['application.stateChanged'], tx: Tx): Promise<void> {
    if (endsReview(event.to)) {
      await this.assignments.end(tx, event.applicationId, this.clock.now());
    }
    if (endsSupport(event.to)) {
      await this.decisions.endSupport(tx, event.applicationId, this.clock.now());
    }
  }

  @Handles({ queue: reviewQueue, job: 'check.run' })
  async runCheck(
    check: { applicationId: string; round: number; code: string },
    { lastAttempt }: JobContext,
  ): Promise<void> {
    await this.intake.run(check, lastAttempt);
  }

  @Handles({ queue: reviewQueue, job: 'intake.checked' })
  async checked({ applicationId, round }: { applicationId: string; round: number }): Promise<void> {
    await this.intake.finish(applicationId, round);
  }

  @OnTimer(INTAKE_TIMER)
  async rebuild({ subjectId }: FiredTimer, tx: Tx): Promise<void> {
    await this.intake.rebuild(tx, subjectId);
  }
}
