import type { LocalDate } from '@okno/shared/work-calendar';

import type { ApplicationState, Flow, Party, StateInfo, Term, TermKey, Tone } from './flow';

/** What a cluster, a measure and a round set for a procedure. */
export interface FlowSettings {
  readonly councilMode: 'NONE' | 'OPINION' | 'DECISION';
  /** Experts of the round, 0 to 3; with none the reviewer judges. */
  readonly experts: number;
  /** Returns for correction that a case may have. */
  readonly maxReturns: number;
  /** Terms that replace the defaults of the table. */
  readonly terms: Readonly<Partial<Record<TermKey, Term>>>;
  /** Local dates that terms of the kind `until` look at; null while not known. */
  readonly roundEndsOn: LocalDate | null;
  readonly agreementDueOn: LocalDate | null;
}

/** Nothing set: the defaults of the tables, no Council, no experts, two returns. */
export const DEFAULT_SETTINGS: FlowSettings = {
  councilMode: 'NONE',
  experts: 0,
  maxReturns: 2,
  terms: {},
  roundEndsOn: null,
  agreementDueOn: null,
};

/** What it means to stand in a state. @throws RangeError when the flow has no such state */
export function stateInfo(flow: Flow, state: ApplicationState): StateInfo {
  const info = flow.states[state];
  if (info === undefined) {
    throw new RangeError(`${flow.kind} has no state ${state}`);
  }
  return info;
}

/** The term of a state: as set, else the default of the table. Null where nothing is waited for. */
export function termFor(flow: Flow, state: ApplicationState, settings: FlowSettings): Term | null {
  const info = stateInfo(flow, state);
  return info.term === null ? null : (settings.terms[state] ?? info.term);
}

/** Whose move it is in a state. Without experts the reviewer judges, so the days are the centre's. */
export function ownerOf(flow: Flow, state: ApplicationState, settings: FlowSettings): Party {
  const { owner } = stateInfo(flow, state);
  return owner === 'EXPERT' && settings.experts === 0 ? 'CENTRE' : owner;
}

/**
 * Whether nothing goes on from a state, either because it is an end or because no row out of it is
 * offered yet. No clock runs there and nobody is late.
 */
export function isAtRest(flow: Flow, state: ApplicationState): boolean {
  return !flow.transitions.some((row) => row.offered && row.from === state && row.to !== state);
}

/** The tone of a state's badge. Yellow is for the person who must act: the centre sees it as neutral. */
export function toneFor(
  flow: Flow,
  state: ApplicationState,
  settings: FlowSettings,
  side: 'APPLICANT' | 'STAFF',
): Tone {
  const { tone } = stateInfo(flow, state);
  if (tone === 'expert' && settings.experts === 0) {
    return 'work';
  }
  return tone === 'you' && side === 'STAFF' ? 'neutral' : tone;
}

/** The states a case will go through when all goes well, without those that are switched off. */
export function pathOf(flow: Flow, settings: FlowSettings): ApplicationState[] {
  return flow.path.filter((state) => state !== 'COUNCIL' || settings.councilMode !== 'NONE');
}
