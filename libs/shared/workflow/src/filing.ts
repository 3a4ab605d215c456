import type { ApplicationState, StateInfo, TransitionRow } from './flow';

const WAITING = { final: false, open: true, resumes: false, clockPaused: false } as const;

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
    ...WAITING,
    owner: 'APPLICANT',
    term: DRAFT_TERM,
    phase: 'FILING',
    panes: 0,
    glyph: 'PANES_DASHED',
    tone: 'draft',
  },
  SUBMITTED: {
    ...WAITING,
    owner: 'CENTRE',
    term: { workingDays: 1 },
    phase: 'FILING',
    panes: 1,
    glyph: 'PANES',
    tone: 'work',
  },
  REGISTERED: {
    ...WAITING,
    owner: 'CENTRE',
    term: { workingDays: 1 },
    phase: 'FILING',
    panes: 1,
    glyph: 'PANES',
    tone: 'work',
  },
  FORMAL_CHECK: {
    ...WAITING,
    owner: 'CENTRE',
    term: { workingDays: 5 },
    resumes: true,
    phase: 'CHECK',
    panes: 1.5,
    glyph: 'PANES',
    tone: 'work',
  },
  RETURNED: {
    ...WAITING,
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
  {
    action: 'returnWithRemarks',
    from: 'FORMAL_CHECK',
    to: 'RETURNED',
    by: ['REVIEWER', 'CENTRE_HEAD'],
    permission: 'application.return',
    guards: ['REMARKS_PRESENT', 'RETURNS_LEFT'],
  },
  {
    action: 'answerRemarks',
    from: 'RETURNED',
    to: 'FORMAL_CHECK',
    returnedFrom: 'FORMAL_CHECK',
    by: ['APPLICANT'],
    permission: 'application.submit',
    guards: ['FILING_RIGHT', 'REMARKS_ANSWERED', 'ANSWERS_VALID'],
  },
] as const satisfies readonly TransitionRow<ApplicationState>[];

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
