import type { GuardCode } from './guard';

/**
 * Which procedure a case follows: 1 joining a cluster, 2 a support service with co-financing,
 * 3 compensation of costs already paid.
 */
export const PROCEDURE_KINDS = ['MEMBERSHIP', 'SERVICE', 'COMPENSATION'] as const;
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number];

/** Whose working days are spent while a case stands in a state. */
export type Party = 'APPLICANT' | 'CENTRE' | 'EXPERT' | 'COUNCIL' | 'OUTSIDE' | 'NONE';

/** Who may perform a transition (`domain.md` §2). */
export type Performer =
  | 'APPLICANT'
  | 'REGISTRAR'
  | 'REVIEWER'
  | 'CENTRE_HEAD'
  | 'COMMISSION'
  | 'EXPERT'
  | 'COUNCIL_MEMBER'
  | 'COUNCIL_SECRETARY'
  | 'FINANCE'
  | 'SYSTEM';

/** Permission codes that transitions ask for; all of them are codes of the server's list. */
export type FlowPermission =
  | 'application.draft'
  | 'application.submit'
  | 'application.withdraw'
  | 'application.register'
  | 'application.return'
  | 'application.check'
  | 'application.score'
  | 'application.vote'
  | 'application.decide'
  | 'agreement.accept'
  | 'agreement.prepare'
  | 'agreement.sign'
  | 'payment.record'
  | 'session.manage';

/** States of procedure 1 (`domain.md` §4). */
export type MembershipState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'REGISTERED'
  | 'FORMAL_CHECK'
  | 'RETURNED'
  | 'REVIEW'
  | 'COUNCIL'
  | 'APPROVED'
  | 'AGREEMENT'
  | 'ENTERED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'EXPIRED';

/** States of procedure 2 (`domain.md` §5). */
export type ServiceState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'REGISTERED'
  | 'FORMAL_CHECK'
  | 'RETURNED'
  | 'EXPERTISE'
  | 'DECISION'
  | 'APPROVED'
  | 'CONTRACTOR_SELECTION'
  | 'AGREEMENT'
  | 'OWN_PAYMENT'
  | 'DELIVERY'
  | 'ACCEPTANCE'
  | 'STATE_PAYMENT'
  | 'REPORTING'
  | 'CLOSED'
  | 'WAITLISTED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'REFUND';

/** States of procedure 3 (`domain.md` §6). */
export type CompensationState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'REGISTERED'
  | 'FORMAL_CHECK'
  | 'RETURNED'
  | 'COST_AUDIT'
  | 'DECISION'
  | 'APPROVED'
  | 'AGREEMENT'
  | 'PAYMENT'
  | 'OBLIGATIONS'
  | 'CLOSED'
  | 'WAITLISTED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'REFUND';

/** A state of any procedure. */
export type ApplicationState = MembershipState | ServiceState | CompensationState;

/** What can happen to a case. Names are part of the API and of the history: none is ever renamed. */
export type FlowAction =
  | 'create'
  | 'submit'
  | 'register'
  | 'startFormalCheck'
  | 'returnWithRemarks'
  | 'answerRemarks'
  | 'toReview'
  | 'conclude'
  | 'toCouncil'
  | 'fromCouncil'
  | 'toExpertise'
  | 'toCostAudit'
  | 'score'
  | 'toDecision'
  | 'approve'
  | 'reject'
  | 'waitlist'
  | 'prepareAgreement'
  | 'acceptAgreement'
  | 'signAgreement'
  | 'enter'
  | 'startContractorSelection'
  | 'startOwnPayment'
  | 'startPayment'
  | 'confirmOwnPayment'
  | 'completeDelivery'
  | 'acceptResult'
  | 'payStatePart'
  | 'fileReport'
  | 'close'
  | 'terminate'
  | 'startRefund'
  | 'pauseClock'
  | 'resumeClock'
  | 'roundClosed'
  | 'roundOpened'
  | 'withdraw'
  | 'expire'
  | 'reapply'
  | 'appeal';

/** How long a party has: in working days, in calendar days, or until a date that lies outside the flow. */
export type Term =
  | { readonly workingDays: number }
  | { readonly calendarDays: number }
  | { readonly until: 'ROUND_END' | 'AGREEMENT_DATE' };

/**
 * Under which name a term is found in the settings of a measure or cluster: the state's own name,
 * the centre's signature under an agreement, or the whole way from registration to the decision.
 */
export type TermKey = ApplicationState | 'AGREEMENT_CENTRE' | 'TOTAL';

/** The four panes of the design, in order: Подача, Проверка, Решение, Исполнение. */
export type Phase = 'FILING' | 'CHECK' | 'DECISION' | 'EXECUTION';

/** The figure beside a state's word; PANES is drawn from `panes`. */
export type Glyph =
  | 'PANES_DASHED'
  | 'PANES'
  | 'RETURN'
  | 'SIGN'
  | 'CHECK'
  | 'CROSS'
  | 'HOURGLASS'
  | 'SLASH'
  | 'TIMER_OFF';

/** Classes of the badge in the design. `you` is yellow and means: this person must act. */
export type Tone = 'draft' | 'neutral' | 'work' | 'expert' | 'you' | 'ok' | 'no';

/** What it means to stand in a state. */
export interface StateInfo {
  /** Whose move it is. NONE where nobody is waited for. */
  readonly owner: Party;
  /** The end of the procedure. */
  readonly final: boolean;
  /** An equal request may not be filed beside a case in this state. */
  readonly open: boolean;
  /** The default of the term; settings may replace it. Null where nothing is waited for. */
  readonly term: Term | null;
  /** A second visit goes on with the rest of the term that the first one left. */
  readonly resumes: boolean;
  /** The centre's term stands still. */
  readonly clockPaused: boolean;
  readonly phase: Phase;
  /** Panes filled, in halves, 0 to 4. */
  readonly panes: number;
  readonly glyph: Glyph;
  /** As the applicant sees it; the centre sees `you` as `neutral` (see `toneFor`). */
  readonly tone: Tone;
}

/** What must come with an action. */
export interface ActionNeeds {
  readonly reasonCode?: true;
  readonly publicComment?: true;
  /** Written conclusion: pass or not, and why. */
  readonly conclusion?: true;
  /** Pass or no pass with a reason for each criterion. */
  readonly criteria?: true;
  /** A signature of the required kind (login and mailed code for the simple one). */
  readonly signature?: true;
}

/** One row of a flow table. */
export interface Transition {
  readonly action: FlowAction;
  /** Null for the birth of a case. */
  readonly from: ApplicationState | null;
  readonly to: ApplicationState;
  readonly by: readonly Performer[];
  /** Null for what only the system does. */
  readonly permission: FlowPermission | null;
  /** Everything that must hold; see `GUARDS` for when each of them is known. */
  readonly guards: readonly GuardCode[];
  readonly needs: ActionNeeds;
  /** False: the row belongs to the procedure but is not delivered yet; nobody may take it. */
  readonly offered: boolean;
  /** Tells rows of one action and state apart: the state a case was returned from. */
  readonly returnedFrom: ApplicationState | null;
  /** Within the same state the move passes to another party, or begins anew, with a term of its own; null: without one. */
  readonly handsTo: {
    readonly owner: Party;
    readonly term: Term | null;
    readonly key: TermKey;
  } | null;
}

/** A procedure as data. Read it row by row: what is not in the table is forbidden. */
export interface Flow {
  readonly kind: ProcedureKind;
  readonly states: Readonly<Partial<Record<ApplicationState, StateInfo>>>;
  readonly transitions: readonly Transition[];
  /** The way of a case that everything goes well with, first to last state. */
  readonly path: readonly ApplicationState[];
  /** The state in which the decision is taken. */
  readonly decidedIn: ApplicationState;
  /** A ceiling from registration to the decision over all terms between, or null. */
  readonly total: Term | null;
}

/** A row as it is written: what is left out is nothing, and offered. */
export type TransitionRow<S extends ApplicationState> = Pick<Transition, 'action' | 'by'> &
  Partial<Pick<Transition, 'permission' | 'guards' | 'needs' | 'handsTo'>> & {
    readonly from: S | null;
    readonly to: S;
    readonly offered?: false;
    readonly returnedFrom?: S;
  };

/** A procedure as it is written; a misspelt state does not compile. */
export interface FlowSource<S extends ApplicationState> {
  readonly kind: ProcedureKind;
  readonly states: Readonly<Record<S, StateInfo>>;
  readonly transitions: readonly TransitionRow<S>[];
  readonly path: readonly S[];
  readonly decidedIn: S;
  readonly total: Term | null;
}

/** Fills in what the rows leave out. */
export function defineFlow<S extends ApplicationState>(source: FlowSource<S>): Flow {
  return {
    ...source,
    transitions: source.transitions.map((row) => ({
      permission: null,
      guards: [],
      needs: {},
      handsTo: null,
      returnedFrom: null,
      offered: true,
      ...row,
    })),
  };
}
