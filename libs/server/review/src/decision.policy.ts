import { split, type CapReason, type Split } from '@okno/shared/money';

/** Letters of a decision's number, beside those of requests (ARCHITECTURE §8.9). */
const KIND = 'DEC';
const DIGITS = 6;

/** `KZB-DEC-2026-000001`. */
export function decisionNumber(prefix: string, year: number, seq: number): string {
  return `${prefix}-${KIND}-${year}-${String(seq).padStart(DIGITS, '0')}`;
}

/** ASKED: the applicant of a compensation has asked for less than the terms give. FORM: the form has a ceiling of its own. */
export type GrantCap = CapReason | 'ASKED' | 'FORM';

/** What an approval gives, and what decided it. */
export interface Granted {
  approvedKopecks: number;
  ownKopecks: number;
  capReason: GrantCap;
}

/**
 * The split at the decision (domain.md §9): by the terms frozen at filing and what the recipient may still get
 * this year. Never more than was asked for. Undefined when the estimate cannot be split.
 */
export function grant(terms: {
  costKopecks: number;
  requestedKopecks: number;
  stateShareBp: number;
  limitKopecks: number | null;
  yearRestKopecks: number | null;
  /** The applicant names the sum himself; elsewhere it is what the terms gave at filing. */
  asked?: boolean;
}): Granted | undefined {
  const parts = split(terms);
  if (!parts.ok) {
    return undefined;
  }
  const state = Math.min(parts.value.stateKopecks, terms.requestedKopecks);
  return {
    approvedKopecks: state,
    ownKopecks: terms.costKopecks - state,
    capReason: capOf(parts.value, state, terms.asked === true),
  };
}

/** Less was asked for than the terms give: by the applicant himself, or by the form, which has counted it so. */
function capOf(parts: Split, state: number, asked: boolean): GrantCap {
  const less = asked ? 'ASKED' : 'FORM';
  return state < parts.stateKopecks ? less : parts.capReason;
}
