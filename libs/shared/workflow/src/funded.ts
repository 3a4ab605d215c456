import { ENDED, RUNNING } from './filing';
import type { ApplicationState, StateInfo, TransitionRow } from './flow';

/** After the decision: panes three and a half, work of whoever owns the state. */
export const EXECUTED = {
  ...RUNNING,
  phase: 'EXECUTION',
  panes: 3.5,
  glyph: 'PANES',
  tone: 'work',
} as const satisfies Partial<StateInfo>;

/** How a request for money is decided and how it ends: procedures 2 and 3 do it the same way. */
export const FUNDED = {
  DECISION: {
    ...RUNNING,
    owner: 'CENTRE',
    term: { workingDays: 5 },
    phase: 'DECISION',
    panes: 2.5,
    glyph: 'PANES',
    tone: 'work',
  },
  /** The term has no figure in the domain pages; ours is that of procedure 1. */
  APPROVED: {
    ...RUNNING,
    owner: 'CENTRE',
    term: { workingDays: 2 },
    phase: 'DECISION',
    panes: 3,
    glyph: 'CHECK',
    tone: 'ok',
  },
  WAITLISTED: {
    ...RUNNING,
    owner: 'OUTSIDE',
    term: { until: 'ROUND_END' },
    phase: 'DECISION',
    panes: 2.5,
    glyph: 'HOURGLASS',
    tone: 'neutral',
  },
  AGREEMENT: {
    ...EXECUTED,
    owner: 'APPLICANT',
    term: { workingDays: 5 },
    glyph: 'SIGN',
    tone: 'you',
  },
  TERMINATED: {
    ...EXECUTED,
    open: false,
    owner: 'CENTRE',
    term: { workingDays: 10 },
    glyph: 'CROSS',
    tone: 'no',
  },
  REFUND: {
    ...EXECUTED,
    open: false,
    owner: 'APPLICANT',
    term: { calendarDays: 30 },
    glyph: 'RETURN',
    tone: 'you',
  },
  CLOSED: { ...ENDED, phase: 'EXECUTION', panes: 4, glyph: 'PANES', tone: 'neutral' },
} as const satisfies Partial<Record<ApplicationState, StateInfo>>;

/** The decision on money: reserved in the same transaction, or a place in the round's queue. */
export const DECISION_ROWS = [
  {
    action: 'approve',
    from: 'DECISION',
    to: 'APPROVED',
    by: ['CENTRE_HEAD', 'COMMISSION'],
    permission: 'application.decide',
    guards: ['CONCLUSION_PRESENT', 'PASSED', 'NOT_SAME_PERSON_AS_REVIEWER', 'BUDGET_RESERVED'],
  },
  {
    action: 'waitlist',
    from: 'DECISION',
    to: 'WAITLISTED',
    by: ['SYSTEM'],
    guards: ['PASSED', 'BUDGET_SHORT'],
  },
  {
    action: 'reject',
    from: 'DECISION',
    to: 'REJECTED',
    by: ['CENTRE_HEAD'],
    permission: 'application.decide',
    guards: ['CONCLUSION_PRESENT', 'NOT_SAME_PERSON_AS_REVIEWER'],
    needs: { reasonCode: true, publicComment: true },
  },
  {
    action: 'approve',
    from: 'WAITLISTED',
    to: 'APPROVED',
    by: ['CENTRE_HEAD', 'COMMISSION'],
    permission: 'application.decide',
    guards: ['NOT_SAME_PERSON_AS_REVIEWER', 'BUDGET_RESERVED'],
  },
  {
    action: 'expire',
    from: 'WAITLISTED',
    to: 'EXPIRED',
    by: ['SYSTEM'],
    guards: ['ROUND_ENDED'],
  },
] as const satisfies readonly TransitionRow<ApplicationState>[];

/** The signatures under an agreement, and the applicant's silence, which gives the money back. */
export const SIGNING_ROWS = [
  {
    action: 'acceptAgreement',
    from: 'AGREEMENT',
    to: 'AGREEMENT',
    by: ['APPLICANT'],
    permission: 'agreement.accept',
    guards: ['ORGANISATION_ADMIN', 'APPLICANT_SIGNATURE_MISSING'],
    needs: { signature: true },
    handsTo: { owner: 'CENTRE', term: { workingDays: 5 }, key: 'AGREEMENT_CENTRE' },
    offered: false,
  },
  {
    action: 'signAgreement',
    from: 'AGREEMENT',
    to: 'AGREEMENT',
    by: ['CENTRE_HEAD'],
    permission: 'agreement.sign',
    guards: ['CENTRE_SIGNATURE_MISSING', 'NOT_SAME_PERSON_AS_REVIEWER'],
    offered: false,
  },
  {
    action: 'expire',
    from: 'AGREEMENT',
    to: 'EXPIRED',
    by: ['SYSTEM'],
    guards: ['APPLICANT_SIGNATURE_MISSING', 'TERM_OVER', 'BUDGET_RELEASED'],
    offered: false,
  },
] as const satisfies readonly TransitionRow<ApplicationState>[];

/** The state part is paid, and the case goes on to what the recipient owes for it. */
export function statePayment<S extends ApplicationState>(from: S, to: S): TransitionRow<S> {
  return {
    action: 'payStatePart',
    from,
    to,
    by: ['FINANCE'],
    permission: 'payment.record',
    guards: ['BANK_DETAILS_CHECKED', 'NOT_SAME_PERSON_AS_REVIEWER'],
    offered: false,
  };
}

/** The recipient reports in a state, and a report that is taken closes the case. */
export function reports<S extends ApplicationState>(state: S): TransitionRow<S | 'CLOSED'>[] {
  return [
    {
      action: 'fileReport',
      from: state,
      to: state,
      by: ['APPLICANT'],
      permission: 'application.submit',
      guards: ['FILING_RIGHT'],
      offered: false,
    },
    {
      action: 'close',
      from: state,
      to: 'CLOSED',
      by: ['REVIEWER'],
      permission: 'application.check',
      guards: ['REPORT_PRESENT', 'SUPPORT_RECORD_SENT'],
      offered: false,
    },
  ];
}

/** A breach ends the agreement while it is being signed or carried out. */
export function terminations<S extends ApplicationState>(
  ...states: S[]
): TransitionRow<S | 'TERMINATED'>[] {
  return states.map((from) => ({
    action: 'terminate',
    from,
    to: 'TERMINATED',
    by: ['CENTRE_HEAD'],
    permission: 'application.decide',
    guards: ['BREACH_NOTICE_OVER', 'BUDGET_RELEASED'],
    needs: { reasonCode: true, publicComment: true },
    offered: false,
  }));
}

/** What follows a termination: the money is asked back, or there is none to return. */
export const REFUND_ROWS = [
  {
    action: 'startRefund',
    from: 'TERMINATED',
    to: 'REFUND',
    by: ['FINANCE'],
    permission: 'payment.record',
    guards: ['MONEY_TO_RETURN', 'NOT_SAME_PERSON_AS_REVIEWER'],
    offered: false,
  },
  {
    action: 'close',
    from: 'TERMINATED',
    to: 'CLOSED',
    by: ['FINANCE'],
    permission: 'payment.record',
    guards: ['NOTHING_TO_RETURN', 'NOT_SAME_PERSON_AS_REVIEWER'],
    offered: false,
  },
  {
    action: 'close',
    from: 'REFUND',
    to: 'CLOSED',
    by: ['FINANCE'],
    permission: 'payment.record',
    guards: ['MONEY_RETURNED', 'NOT_SAME_PERSON_AS_REVIEWER'],
    offered: false,
  },
] as const satisfies readonly TransitionRow<ApplicationState>[];
