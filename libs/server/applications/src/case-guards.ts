import { Injectable } from '@nestjs/common';

import { CaseActions } from './case-actions';
import { CaseWorlds } from './case-world';

/** Guards that follow from the settings of cluster, measure and round. */
@Injectable()
export class CaseGuards {
  constructor(actions: CaseActions, worlds: CaseWorlds) {
    actions.guard('COUNCIL_ENABLED', async ({ application, tx }) => {
      const { settings } = await worlds.of(application, tx);
      return settings.councilMode !== 'NONE';
    });
    // A Council that takes part answers through its own domain; until then its result is awaited.
    actions.guard('COUNCIL_RESULT', async ({ application, tx }) => {
      const { settings } = await worlds.of(application, tx);
      return settings.councilMode === 'NONE';
    });
    actions.guard('SCORES_COMPLETE', async ({ application, tx }) => {
      const { settings } = await worlds.of(application, tx);
      return settings.experts === 0;
    });
  }
}
