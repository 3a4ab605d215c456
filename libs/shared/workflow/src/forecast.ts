import type { LocalDate } from '@okno/shared/work-calendar';

import { isUndecided, restOf, termEnd, totalEnd, type CaseDays, type DatedDay } from './due';
import type { ApplicationState, Party, Term } from './flow';
import type { Segment } from './segment';
import { isAtRest, ownerOf, pathOf, termFor } from './term';

/** A step that lies ahead when all goes well. */
export interface NextStep {
  readonly state: ApplicationState;
  readonly owner: Party;
  /** The day by which the step is done at the latest; null when a date outside the flow is not known. */
  readonly latestBy: LocalDate | null;
  readonly provisional: boolean;
  /** Working days the step may take: the saved rest where a term is resumed. Null for other terms. */
  readonly workingDays: number | null;
}

interface Step {
  readonly state: ApplicationState;
  readonly owner: Party;
  readonly term: Term | null;
  readonly rest: number | null;
}

/** What still lies ahead, dated as if the present step were done on `from`. */
export function stepsAfter(
  one: CaseDays,
  origin: ApplicationState | null,
  from: DatedDay | null,
): NextStep[] {
  const ceiling = from && totalEnd(one, from.on);
  let day = from;
  return stepsAhead(one, origin).map((step) => {
    day = day && dateStep(one, step, day, ceiling);
    return {
      state: step.state,
      owner: step.owner,
      latestBy: day?.on ?? null,
      provisional: day?.provisional ?? false,
      workingDays: step.rest,
    };
  });
}

/** The step in which the decision is taken, if it is ahead. */
export function decisionAmong(one: CaseDays, steps: readonly NextStep[]): DatedDay | null {
  const step = steps.findLast((next) => isUndecided(one, next.state));
  return step?.latestBy ? { on: step.latestBy, provisional: step.provisional } : null;
}

function dateStep(
  one: CaseDays,
  step: Step,
  from: DatedDay,
  ceiling: DatedDay | null,
): DatedDay | null {
  const end = step.term ? termEnd(one, from.on, step.term, step.rest) : from;
  if (end === null) {
    return null;
  }
  const cut = ceiling !== null && isUndecided(one, step.state) && ceiling.on < end.on;
  const day = cut
    ? { on: ceiling.on < from.on ? from.on : ceiling.on, provisional: ceiling.provisional }
    : end;
  return { on: day.on, provisional: day.provisional || from.provisional };
}

function stepsAhead(one: CaseDays, origin: ApplicationState | null): Step[] {
  const current = one.segments.at(-1);
  if (current === undefined || current.owner === 'NONE' || current.state === 'DRAFT') {
    return [];
  }
  const path = pathOf(one.flow, one.settings);
  const back = current.state === 'RETURNED' ? origin : null;
  const first = back === null ? path.indexOf(current.state) + 1 : path.indexOf(back);
  if (first === 0) {
    return [];
  }
  // The Council speaks once: a case that has come back from it does not go there again.
  const heard = one.segments.some(({ state }) => state === 'COUNCIL');
  const ahead = path.slice(first).filter((state) => state !== 'COUNCIL' || !heard);
  const end = ahead.findIndex((state) => isAtRest(one.flow, state));
  const known = end < 0 ? ahead : ahead.slice(0, end + 1);
  return [...handedOver(one, current), ...known.flatMap((state) => visit(one, state))];
}

/** The rest of a state in which the move passes on, while it has not passed yet. */
function handedOver(one: CaseDays, current: Segment): Step[] {
  const before = ownerOf(one.flow, current.state, one.settings);
  return current.owner === before ? handovers(one, current.state) : [];
}

function handovers(one: CaseDays, state: ApplicationState): Step[] {
  return one.flow.transitions.flatMap((row) => {
    if (row.from !== state || row.handsTo === null) {
      return [];
    }
    const term = one.settings.terms[row.handsTo.key] ?? row.handsTo.term;
    return [{ state, owner: row.handsTo.owner, term, rest: workingDaysOf(term) }];
  });
}

function visit(one: CaseDays, state: ApplicationState): Step[] {
  if (isAtRest(one.flow, state)) {
    return [{ state, owner: 'NONE', term: null, rest: null }];
  }
  const term = termFor(one.flow, state, one.settings);
  const owner = ownerOf(one.flow, state, one.settings);
  const step = { state, owner, term, rest: restOf(one, state, term) };
  return [step, ...handovers(one, state)];
}

function workingDaysOf(term: Term | null): number | null {
  return term !== null && 'workingDays' in term ? term.workingDays : null;
}
