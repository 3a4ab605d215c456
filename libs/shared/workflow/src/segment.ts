import type { LocalDate } from '@okno/shared/work-calendar';

import type { ApplicationState, Flow, FlowAction, Party, Term } from './flow';
import { isAtRest, ownerOf, stateInfo, termFor, type FlowSettings } from './term';
import type { WorkDays } from './work-days';

/** A transition that happened. */
export interface HistoryEntry {
  readonly action: FlowAction;
  readonly to: ApplicationState;
  readonly at: Date;
}

/** A time in which an answer from outside is awaited; `to` is null while it still is. */
export interface Pause {
  readonly from: Date;
  readonly to: Date | null;
  /** What is awaited and from whom, for both sides. */
  readonly awaited?: string;
}

/** A stretch in which the move belonged to one party in one state. */
export interface Segment {
  readonly state: ApplicationState;
  readonly owner: Party;
  readonly term: Term | null;
  /** The local day of the event that began it; its first counted day is the working day after. */
  readonly on: LocalDate;
  /** The time of that event. */
  readonly at: Date;
}

/** What a history is read with. */
export interface HistoryReading {
  readonly flow: Flow;
  readonly settings: FlowSettings;
  /** Transitions in the order they happened, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Registration date. Filed after the cut-off hour counts as filed on that later day. */
  readonly registeredOn: LocalDate | null;
}

/** From which state a case was last returned to the applicant; null when it never was. */
export function returnedFrom(
  history: readonly Pick<HistoryEntry, 'to'>[],
): ApplicationState | null {
  const at = history.map((entry) => entry.to).lastIndexOf('RETURNED');
  return history[at - 1]?.to ?? null;
}

/** How many more times a case may be returned for correction. */
export function returnsLeft(
  history: readonly Pick<HistoryEntry, 'action'>[],
  settings: Pick<FlowSettings, 'maxReturns'>,
): number {
  const used = history.filter((entry) => entry.action === 'returnWithRemarks').length;
  return Math.max(0, settings.maxReturns - used);
}

/** Cuts a history into stretches of one state and one party. Events inside a state that move nothing are left out. */
export function segmentsOf(reading: HistoryReading, days: WorkDays): Segment[] {
  const { flow, settings, history, registeredOn } = reading;
  const segments: Segment[] = [];
  for (const entry of history) {
    const last = segments.at(-1);
    const handsTo = handover(flow, entry);
    if (last?.state === entry.to && handsTo === null) {
      continue;
    }
    const day = days.localDate(entry.at);
    const filed = entry.to === 'DRAFT' ? day : latest(day, registeredOn);
    segments.push({
      state: entry.to,
      owner: handsTo?.owner ?? ownerAt(reading, entry.to),
      term: handsTo ? termOf(handsTo, settings) : termFor(flow, entry.to, settings),
      on: latest(filed, last?.on ?? null),
      at: entry.at,
    });
  }
  return segments;
}

function handover(flow: Flow, entry: HistoryEntry): Handover | null {
  const row = flow.transitions.find(
    (one) => one.action === entry.action && one.from === entry.to && one.to === entry.to,
  );
  return row?.handsTo ?? null;
}

function termOf({ key, term }: Handover, settings: FlowSettings): Term | null {
  return term && (settings.terms[key] ?? term);
}

type Handover = NonNullable<Flow['transitions'][number]['handsTo']>;

function ownerAt({ flow, settings }: HistoryReading, state: ApplicationState): Party {
  return isAtRest(flow, state) ? 'NONE' : ownerOf(flow, state, settings);
}

function latest(day: LocalDate, other: LocalDate | null): LocalDate {
  return other !== null && other > day ? other : day;
}

/** Whether the centre's term stands still in this stretch: the move is the applicant's before the decision. */
export function isStopped(flow: Flow, segment: Segment): boolean {
  return stateInfo(flow, segment.state).clockPaused;
}
