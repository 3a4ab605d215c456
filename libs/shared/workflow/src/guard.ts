/**
 * When it is known whether a guard holds:
 * RELATION: from who the actor is to the case;
 * SETTING: from what cluster and measure set; where it does not hold the row does not exist;
 * BEFORE: from the case as it stands, so a button can be closed with the reason beside it;
 * IN_TRANSACTION: only while acting, and answered with an error of its own.
 */
export type GuardMoment = 'RELATION' | 'SETTING' | 'BEFORE' | 'IN_TRANSACTION';

/** Every guard of the flow tables. A code names what must be true. */
export const GUARDS = {
  /** The representative may file for the organisation. */
  FILING_RIGHT: 'RELATION',
  /** The head of the organisation acts (`domain.md` §14: signs agreements). */
  ORGANISATION_ADMIN: 'RELATION',
  /** The case is assigned to the actor. */
  ASSIGNED: 'RELATION',
  /** Who reviewed does not decide, sign or pay. */
  NOT_SAME_PERSON_AS_REVIEWER: 'RELATION',
  /** Staff does not handle requests of its own organisations. */
  NOT_APPLICANT_SIDE: 'RELATION',

  /** At least one remark bound to a field or a document waits to be sent. */
  REMARKS_PRESENT: 'BEFORE',
  /** Every remark has an answer. */
  REMARKS_ANSWERED: 'BEFORE',
  /** Fewer returns so far than the procedure allows (two by default). */
  RETURNS_LEFT: 'BEFORE',
  CHECKLIST_COMPLETE: 'BEFORE',
  /** No answer from outside is awaited. */
  CLOCK_RUNNING: 'BEFORE',
  /** An answer from outside is awaited. */
  CLOCK_PAUSED: 'BEFORE',
  /** The reviewer's conclusion is written. */
  CONCLUSION_PRESENT: 'BEFORE',
  /** The Council takes part in this procedure of this cluster and has not spoken on the case yet. */
  COUNCIL_ENABLED: 'SETTING',
  /** The Council's opinion or vote is entered, or the Council does not take part. */
  COUNCIL_RESULT: 'BEFORE',
  /** The Council does not decide here, or it was not against. */
  COUNCIL_NOT_AGAINST: 'BEFORE',
  /** The Council does not decide here, or it was not in favour. */
  COUNCIL_NOT_IN_FAVOUR: 'BEFORE',
  /** Minutes of the session are signed and the quorum was met. */
  MINUTES_SIGNED: 'BEFORE',
  /** All experts of the round have scored, or the round has none. */
  SCORES_COMPLETE: 'BEFORE',
  /** The expert or Council member has declared that there is no conflict of interest. */
  NO_CONFLICT_OF_INTEREST: 'BEFORE',
  /** Every payment is accepted, or refused with a reason. */
  COSTS_AUDITED: 'BEFORE',
  /** The request passes: by the reviewer's criteria, or by the score. */
  PASSED: 'BEFORE',
  APPLICANT_SIGNATURE_MISSING: 'BEFORE',
  CENTRE_SIGNATURE_MISSING: 'BEFORE',
  BOTH_SIGNED: 'BEFORE',
  TERMS_OF_REFERENCE_AGREED: 'BEFORE',
  /** Three price offers, or what else the rule of the measure asks. */
  OFFERS_SUFFICIENT: 'BEFORE',
  /** The real price is not above the approved cost. */
  PRICE_WITHIN_APPROVED: 'BEFORE',
  /** The own part is paid in full, or the agreement sets payment afterwards. */
  OWN_PART_PAID: 'BEFORE',
  RESULT_FILES_PRESENT: 'BEFORE',
  /** The act is signed by all. */
  ACT_SIGNED: 'BEFORE',
  BANK_DETAILS_CHECKED: 'BEFORE',
  REPORT_PRESENT: 'BEFORE',
  /** The record for the register of support recipients is sent. */
  SUPPORT_RECORD_SENT: 'BEFORE',
  /** Notice of the breach was given and the days to explain are over. */
  BREACH_NOTICE_OVER: 'BEFORE',
  MONEY_TO_RETURN: 'BEFORE',
  NOTHING_TO_RETURN: 'BEFORE',
  MONEY_RETURNED: 'BEFORE',
  /** Within 30 calendar days of the refusal. */
  APPEAL_TERM_OPEN: 'BEFORE',

  /** No open request of the same kind for the same cluster or measure. */
  NO_EQUAL_OPEN_REQUEST: 'IN_TRANSACTION',
  NO_ACTIVE_MEMBERSHIP: 'IN_TRANSACTION',
  /** Required fields and files are there and valid. */
  ANSWERS_VALID: 'IN_TRANSACTION',
  /** The separate consents are given. */
  CONSENTS_GIVEN: 'IN_TRANSACTION',
  /** No rule of the measure answers FAIL on known facts. */
  ELIGIBLE: 'IN_TRANSACTION',
  /** No payment of the request is claimed by another one. */
  NO_DOUBLE_CLAIM: 'IN_TRANSACTION',
  ROUND_OPEN: 'IN_TRANSACTION',
  ROUND_ENDED: 'IN_TRANSACTION',
  /** Amounts and yearly counts are inside the limits. */
  WITHIN_LIMITS: 'IN_TRANSACTION',
  NUMBER_ISSUED: 'IN_TRANSACTION',
  /** The term of the state has run out. */
  TERM_OVER: 'IN_TRANSACTION',
  /** Money of the round is reserved in the same transaction. */
  BUDGET_RESERVED: 'IN_TRANSACTION',
  /** Reserving failed because the round has too little money left. */
  BUDGET_SHORT: 'IN_TRANSACTION',
  /** The reserve became an obligation in the same transaction. */
  BUDGET_COMMITTED: 'IN_TRANSACTION',
  /** The reserve or obligation was given back to the round in the same transaction. */
  BUDGET_RELEASED: 'IN_TRANSACTION',
  DOCUMENT_GENERATED: 'IN_TRANSACTION',
  REGISTRY_ENTRY_MADE: 'IN_TRANSACTION',
} as const satisfies Record<string, GuardMoment>;

export type GuardCode = keyof typeof GUARDS;

/** Whether it can be known before acting whether the guard holds, from the case and its settings. */
export function isKnownBefore(guard: GuardCode): boolean {
  return GUARDS[guard] === 'BEFORE' || GUARDS[guard] === 'SETTING';
}
