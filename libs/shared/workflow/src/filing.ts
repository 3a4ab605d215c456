import type { ApplicationState, FlowAction, StateInfo, TransitionRow } from './flow';
import type { GuardCode } from './guard';

/** Not the end, and somebody's move. */
export const RUNNING = { final: false, open: true, resumes: false, clockPaused: false } as const;

/** What every end of a procedure has in common. */
export const ENDED = {
  owner: 'NONE',
  final: true,
  open: false,
  term: null,
  resumes: false,
  clockPaused: false,
} as const satisfies Partial<StateInfo>;

/** Calendar days for which a draft is kept. */
const DRAFT_TERM = { calendarDays: 90 } as const;

/** How every request begins: the states up to the formal check are the same in all procedures. */
export const FILED = {
  DRAFT: {
    ...RUNNING,
    owner: 'APPLICANT',
    term: DRAFT_TERM,
    phase: 'FILING',
    panes: 0,
    glyph: 'PANES_DASHED',
    tone: 'draft',
  },
  SUBMITTED: {
    ...RUNNING,
    owner: 'CENTRE',
    term: { workingDays: 1 },
    phase: 'FILING',
    panes: 1,
    glyph: 'PANES',
    tone: 'work',
  },
  REGISTERED: {
    ...RUNNING,
    owner: 'CENTRE',
    term: { workingDays: 1 },
    phase: 'FILING',
    panes: 1,
    glyph: 'PANES',
    tone: 'work',
  },
  FORMAL_CHECK: {
    ...RUNNING,
    owner: 'CENTRE',
    term: { workingDays: 5 },
    resumes: true,
    phase: 'CHECK',
    panes: 1.5,
    glyph: 'PANES',
    tone: 'work',
  },
  RETURNED: {
    ...RUNNING,
    owner: 'APPLICANT',
    term: { workingDays: 5 },
    clockPaused: true,
    phase: 'CHECK',
    panes: 1.5,
    glyph: 'RETURN',
    tone: 'you',
  },
} as const satisfies Partial<Record<ApplicationState, StateInfo>>;

/** The rows between filing and the formal check, and out of it back to the applicant. */
export const FILING_ROWS = [
  {
    action: 'register',
    from: 'SUBMITTED',
    to: 'REGISTERED',
    by: ['SYSTEM', 'REGISTRAR'],
    permission: 'application.register',
    guards: ['NUMBER_ISSUED'],
  },
  { action: 'startFormalCheck', from: 'REGISTERED', to: 'FORMAL_CHECK', by: ['SYSTEM'] },
  ...corrections('FORMAL_CHECK'),
] as const satisfies readonly TransitionRow<ApplicationState>[];

/** How a request ends that leads to nothing. */
export const ENDS = {
  REJECTED: { ...ENDED, phase: 'DECISION', panes: 3, glyph: 'CROSS', tone: 'no' },
  WITHDRAWN: { ...ENDED, phase: 'FILING', panes: 0, glyph: 'SLASH', tone: 'draft' },
  EXPIRED: { ...ENDED, phase: 'FILING', panes: 0, glyph: 'TIMER_OFF', tone: 'no' },
} as const satisfies Partial<Record<ApplicationState, StateInfo>>;

/**
 * A draft whose intake round has closed waits for the next one without a term of its own: nobody loses his
 * work because the centre takes nothing. When a round opens, the term begins anew.
 */
export const ROUND_ROWS = [
  {
    action: 'roundClosed',
    from: 'DRAFT',
    to: 'DRAFT',
    by: ['SYSTEM'],
    handsTo: { owner: 'APPLICANT', term: null, key: 'DRAFT' },
  },
  {
    action: 'roundOpened',
    from: 'DRAFT',
    to: 'DRAFT',
    by: ['SYSTEM'],
    handsTo: { owner: 'APPLICANT', term: DRAFT_TERM, key: 'DRAFT' },
  },
] as const satisfies readonly TransitionRow<ApplicationState>[];

/** What is left to an applicant who was refused: a new draft linked to the old case, and a complaint. */
export const REFUSED_ROWS = [
  {
    action: 'reapply',
    from: 'REJECTED',
    to: 'REJECTED',
    by: ['APPLICANT'],
    permission: 'application.draft',
    offered: false,
  },
  {
    action: 'appeal',
    from: 'REJECTED',
    to: 'REJECTED',
    by: ['APPLICANT'],
    permission: 'application.submit',
    guards: ['FILING_RIGHT', 'APPEAL_TERM_OPEN'],
    offered: false,
  },
] as const satisfies readonly TransitionRow<ApplicationState>[];

/** A new request: one of a kind is open at a time. `more` is what the procedure asks besides. */
export function birth(...more: GuardCode[]): TransitionRow<'DRAFT'> {
  return {
    action: 'create',
    from: null,
    to: 'DRAFT',
    by: ['APPLICANT'],
    permission: 'application.draft',
    guards: [...more, 'NO_EQUAL_OPEN_REQUEST'],
  };
}

/** Filing by who has the right to; `more` is what the procedure asks besides. */
export function filing(...more: GuardCode[]): TransitionRow<'DRAFT' | 'SUBMITTED'> {
  return {
    action: 'submit',
    from: 'DRAFT',
    to: 'SUBMITTED',
    by: ['APPLICANT'],
    permission: 'application.submit',
    guards: ['FILING_RIGHT', 'ANSWERS_VALID', 'CONSENTS_GIVEN', 'ELIGIBLE', ...more],
  };
}

/** Back to the applicant with remarks, and from him to where the case was; `more` is what the answer must meet besides. */
export function corrections<S extends ApplicationState>(
  state: S,
  ...more: GuardCode[]
): TransitionRow<S | 'RETURNED'>[] {
  return [
    {
      action: 'returnWithRemarks',
      from: state,
      to: 'RETURNED',
      by: ['REVIEWER', 'CENTRE_HEAD'],
      permission: 'application.return',
      guards: ['REMARKS_PRESENT', 'RETURNS_LEFT'],
    },
    {
      action: 'answerRemarks',
      from: 'RETURNED',
      to: state,
      returnedFrom: state,
      by: ['APPLICANT'],
      permission: 'application.submit',
      guards: ['FILING_RIGHT', 'REMARKS_ANSWERED', 'ANSWERS_VALID', ...more],
    },
  ];
}

/** The checks are through: the reviewer passes the case on. */
export function checked<S extends ApplicationState>(
  action: FlowAction,
  to: S,
): TransitionRow<S | 'FORMAL_CHECK'> {
  return {
    action,
    from: 'FORMAL_CHECK',
    to,
    by: ['REVIEWER'],
    permission: 'application.check',
    guards: ['CHECKLIST_COMPLETE'],
  };
}

/** The applicant may take a request back while it is not decided. */
export function withdrawals<S extends ApplicationState>(
  ...states: S[]
): TransitionRow<S | 'WITHDRAWN'>[] {
  return states.map((from) => ({
    action: 'withdraw',
    from,
    to: 'WITHDRAWN',
    by: ['APPLICANT'],
    permission: 'application.withdraw',
    guards: ['FILING_RIGHT'],
  }));
}

/**
 * While an answer from outside is awaited the clock stands still: a flag with a reason, not a state
 * (ruling 5). Who checks the case starts and ends it; a move to another state ends it as well.
 */
export function pauses<S extends ApplicationState>(...states: S[]): TransitionRow<S>[] {
  return states.flatMap((state): TransitionRow<S>[] => [
    {
      action: 'pauseClock',
      from: state,
      to: state,
      by: ['REVIEWER'],
      permission: 'application.check',
      guards: ['CLOCK_RUNNING'],
      needs: { publicComment: true },
    },
    {
      action: 'resumeClock',
      from: state,
      to: state,
      by: ['REVIEWER'],
      permission: 'application.check',
      guards: ['CLOCK_PAUSED'],
    },
  ]);
}

/** States in which the applicant's silence ends the case. */
export function expiries<S extends ApplicationState>(
  ...states: S[]
): TransitionRow<S | 'EXPIRED'>[] {
  return states.map((from) => ({
    action: 'expire',
    from,
    to: 'EXPIRED',
    by: ['SYSTEM'],
    guards: ['TERM_OVER'],
  }));
}
