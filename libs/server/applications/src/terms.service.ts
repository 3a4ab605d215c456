import { Injectable } from '@nestjs/common';

import { Clock, Outbox, Timers, type FiredTimer, type Tx } from '@okno/server/core';
import { endOfDay } from '@okno/shared/work-calendar';

import { ApplicationError } from './applications.errors';
import { ApplicationsRepository } from './applications.repository';
import { CaseActions } from './case-actions';
import { refOf } from './case-ref';
import type { ApplicationData } from './case-row';
import { CaseWorlds, type CaseWorld } from './case-world';
import { nextAlarm, type AlarmStep } from './term-alarm';

/** One timer a case: it walks from the reminder to the last day to the end. */
export const TERM_TIMER = 'application.term';

const STEPS: readonly AlarmStep[] = ['NEAR', 'REACHED', 'EXPIRE'];

/** Terms of cases: reminders, the last day, and the end where the flow has one. */
@Injectable()
export class TermsService {
  constructor(
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly worlds: CaseWorlds,
    private readonly repository: ApplicationsRepository,
    private readonly actions: CaseActions,
  ) {
    actions.ownEffect('expire', async ({ application, world, now }) => {
      requireOver(application, world, now);
      return {};
    });
  }

  /** Sets the alarm of the term that runs now in place of any other, or cancels it. */
  async set(
    tx: Tx,
    row: ApplicationData,
    world: CaseWorld,
    done: AlarmStep | null = null,
  ): Promise<void> {
    const place = { calendar: world.calendar, zone: world.cluster.timeZone };
    const term = row.dueOn === null ? null : { dueOn: row.dueOn, expires: expires(row, world) };
    const alarm = term && nextAlarm(term, done, this.clock.now(), place);
    if (!alarm) {
      await this.timers.cancel(tx, TERM_TIMER, row.id);
      return;
    }
    await this.timers.set(tx, {
      kind: TERM_TIMER,
      subjectId: row.id,
      dueAt: alarm.at,
      payload: { step: alarm.step, state: row.state, dueOn: row.dueOn },
    });
  }

  /** What happens when the alarm goes off. A case that has moved on or has got another day is left alone. */
  async ring(timer: FiredTimer, tx: Tx): Promise<void> {
    const row = await this.repository.lock(tx, timer.subjectId);
    if (!row || row.state !== timer.payload['state'] || row.dueOn !== timer.payload['dueOn']) {
      return;
    }
    const step = STEPS.find((one) => one === timer.payload['step']);
    const world = await this.worlds.of(row);
    if (row.dueProvisional && (await this.recount(tx, row.id))) {
      return;
    }
    if (step === 'EXPIRE') {
      await this.actions.system(row.id, 'expire', {}, tx);
      return;
    }
    if (step !== undefined && row.dueOn !== null) {
      const event = step === 'NEAR' ? 'application.deadlineNear' : 'application.deadlineReached';
      await this.outbox.add(tx, event, { ...refOf(row), dueOn: row.dueOn });
      await this.set(tx, row, world, step);
    }
  }

  /**
   * Counts the term anew, after a calendar was loaded (ruling 1). Returns whether the day moved.
   */
  async recount(tx: Tx, id: string): Promise<boolean> {
    const row = await this.repository.lock(tx, id);
    if (!row) {
      return false;
    }
    const world = await this.worlds.of(row);
    const { dueOn, dueProvisional } = this.worlds.standing(row, world);
    const [before, wasProvisional] = [row.dueOn, row.dueProvisional];
    Object.assign(row, { dueOn, dueProvisional });
    const moved = before !== row.dueOn;
    if (moved || wasProvisional !== row.dueProvisional) {
      await this.repository.saveDue(tx, row);
    }
    if (moved) {
      await this.set(tx, row, world);
    }
    return moved;
  }
}

function expires(row: ApplicationData, { flow }: CaseWorld): boolean {
  return flow.transitions.some(
    (one) => one.offered && one.from === row.state && one.action === 'expire',
  );
}

function requireOver(row: ApplicationData, world: CaseWorld, now: Date): void {
  if (row.dueOn === null || now <= endOfDay(row.dueOn, world.cluster.timeZone)) {
    throw new ApplicationError('application.not_ready', { action: 'expire', by: ['TERM_OVER'] });
  }
}
