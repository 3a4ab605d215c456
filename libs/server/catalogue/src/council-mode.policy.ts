import { FLOWS, type ProcedureKind } from '@okno/shared/workflow';

import type { CouncilMode, CouncilModeSince } from './catalogue-data';

/** How the Council took part in a procedure at a moment. `modes` are in the order of their beginning. */
export function councilModeAt(
  modes: readonly CouncilModeSince[],
  procedure: ProcedureKind,
  at: Date,
): CouncilMode {
  const begun = modes.filter(
    (one) => one.procedure === procedure && Date.parse(one.from) <= at.getTime(),
  );
  return begun.at(-1)?.mode ?? 'NONE';
}

/** From when a mode that was written down holds: it never reaches back over requests that are filed already. */
export function beginningOf(writtenFrom: string, now: Date): Date {
  return new Date(Math.max(Date.parse(writtenFrom), now.getTime()));
}

/** Whether a procedure has a place for the Council at all. */
export function hasCouncil(procedure: ProcedureKind): boolean {
  return FLOWS[procedure].path.includes('COUNCIL');
}
