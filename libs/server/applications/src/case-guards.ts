import { Injectable } from '@nestjs/common';

import { CaseActions, type GuardContext } from './case-actions';
import type { CouncilWord } from './case-row';
import { CaseWorlds } from './case-world';

/** Guards that follow from the settings of cluster, measure and round. */
@Injectable()
export class CaseGuards {
  constructor(actions: CaseActions, worlds: CaseWorlds) {
    const modeOf = async ({ application, tx }: GuardContext): Promise<string> =>
      (await worlds.of(application, tx)).settings.councilMode;
    actions.guard(
      'COUNCIL_ENABLED',
      async (asked) => (await modeOf(asked)) !== 'NONE' && wordOf(asked) === undefined,
    );
    actions.guard(
      'COUNCIL_RESULT',
      async (asked) => (await modeOf(asked)) === 'NONE' || wordOf(asked) !== undefined,
    );
    actions.guard(
      'COUNCIL_NOT_AGAINST',
      async (asked) => (await modeOf(asked)) !== 'DECISION' || wordOf(asked) !== 'AGAINST',
    );
    actions.guard(
      'COUNCIL_NOT_IN_FAVOUR',
      async (asked) => (await modeOf(asked)) !== 'DECISION' || wordOf(asked) !== 'FOR',
    );
    actions.guard('SCORES_COMPLETE', async ({ application, tx }) => {
      const { settings } = await worlds.of(application, tx);
      return settings.experts === 0;
    });
  }
}

/** What the Council said of the case; undefined while it has not. */
function wordOf({ application }: GuardContext): CouncilWord | undefined {
  return application.steps.findLast(({ action }) => action === 'fromCouncil')?.said;
}
