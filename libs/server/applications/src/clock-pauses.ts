import { Injectable } from '@nestjs/common';

import { CaseActions } from './case-actions';
import type { ApplicationData, CaseRow } from './case-row';

/**
 * The clock of the centre stands still while an answer from outside is awaited (ruling 5). What is
 * awaited is written down when the pause begins, and the applicant reads it.
 */
@Injectable()
export class ClockPauses {
  constructor(actions: CaseActions) {
    actions.guard('CLOCK_RUNNING', async ({ application }) => !isAwaiting(application));
    actions.guard('CLOCK_PAUSED', async ({ application }) => isAwaiting(application));
    actions.ownEffect('pauseClock', async ({ application, input, now }) => {
      const awaited = input.publicComment?.trim() ?? '';
      const begun = { from: now.toISOString(), to: null, awaited };
      application.pauses = [...application.pauses, begun];
      return {};
    });
    actions.ownEffect('resumeClock', async ({ application, now }) => {
      endPause(application, now);
      return {};
    });
  }
}

/** Whether an answer from outside is awaited now. */
export function isAwaiting({ pauses }: Pick<ApplicationData, 'pauses'>): boolean {
  return pauses.some(({ to }) => to === null);
}

/** Ends the pause that is open, if one is. */
export function endPause(row: Pick<CaseRow, 'pauses'>, now: Date): void {
  row.pauses = row.pauses.map((pause) =>
    pause.to === null ? { ...pause, to: now.toISOString() } : pause,
  );
}
