import type { Answers, FormChange, KeptAnswer } from '@okno/shared/form-schema';
import type { ApplicationState, FlowAction, Party, ProcedureKind } from '@okno/shared/workflow';

import type { TextPair } from './text.dto';

/** A transition as the row keeps it: what the clock is read from, and who is named in a conflict. */
export interface CaseStep {
  action: FlowAction;
  to: ApplicationState;
  /** ISO. */
  at: string;
  by: string;
  side: 'APPLICANT' | 'CENTRE' | 'SYSTEM';
  /** On the way back from the Council: what it said. */
  said?: CouncilWord;
}

/** The Council's opinion or vote on a case. */
export type CouncilWord = 'FOR' | 'AGAINST';

/** A time in which an answer from outside was awaited; `to` is null while it still is. */
export interface CasePause {
  from: string;
  to: string | null;
  awaited: string;
}

/** Where the first value of a field came from. */
export interface PrefillNote {
  source: TextPair;
  /** Local date. */
  asOf: string;
}

/** What became of a draft when its measure got a new version. */
export interface FormChangeNote {
  /** The version that its writers saw last. */
  from: string;
  /** ISO. */
  at: string;
  /** Somebody of the organisation has read it. */
  seen: boolean;
  changes: readonly FormChange[];
  /** Typed values that have no place in the form any more. */
  kept: readonly KeptAnswer[];
}

/** From which earlier application a draft's first answers are. */
export interface ReuseNote {
  fromId: string;
  /** Null: another draft. */
  number: string | null;
  /** Local day of its last filing. */
  on: string;
  /** Fields that were filled in. */
  fields: number;
  /** Somebody said that nothing has changed since. */
  confirmed: boolean;
}

/** A request as it is stored. Only this domain changes one. */
export interface CaseRow {
  readonly id: string;
  readonly kind: ProcedureKind;
  state: ApplicationState;
  revision: number;
  number: string | null;
  readonly clusterId: string;
  readonly organisationId: string;
  organisationInn: string;
  organisationName: string;
  /** Of a draft it follows the measure; what was filed keeps its own. */
  measureVersionId: string;
  readonly measureCode: string;
  roundId: string | null;
  readonly parentId: string | null;
  readonly createdBy: string;
  assigneeId: string | null;
  /** Bank details in them are sealed (see `SecretAnswers`). */
  answers: Answers;
  answerRevisions: Readonly<Record<string, number>>;
  prefill: Readonly<Record<string, PrefillNote>>;
  unlocked: readonly string[] | null;
  steps: readonly CaseStep[];
  pauses: readonly CasePause[];
  returnRound: number;
  turn: Party;
  dueOn: string | null;
  dueProvisional: boolean;
  costKopecks: number | null;
  requestedKopecks: number | null;
  approvedKopecks: number | null;
  submittedAt: Date | null;
  registeredOn: string | null;
  registeredProvisional: boolean;
  decidedOn: string | null;
  searchText: string;
  formChange: FormChangeNote | null;
  reuse: ReuseNote | null;
  /** When a draft that its people want gone will be deleted. */
  deleteAt: Date | null;
  readonly createdAt: Date;
  updatedAt: Date;
}

/** A request as the other domains see it. */
export type ApplicationData = Readonly<CaseRow>;

/** The end of time for requests without a term: one order for lists. */
export const NO_TERM = '9999-12-31';
