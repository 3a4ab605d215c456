import { split, type CapReason, type Split } from '@okno/shared/money';

/** Letters of a decision's number, beside those of requests (ARCHITECTURE §8.9). */
const KIND = 'DEC';
const DIGITS = 6;

/** `KZB-DEC-2026-000001`. */
export function decisionNumber(prefix: string, year: number, seq: number): string {
  return `${prefix}-${KIND}-${year}-${String(seq).padStart(DIGITS, '0')}`;
}

/** What an approval gives, and what decided it. */
export interface Granted {
  approvedKopecks: number;
  ownKopecks: number;
  capReason: CapReason;
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
}): Granted | undefined {
  const parts = split(terms);
  if (!parts.ok) {
    return undefined;
  }
  const state = Math.min(parts.value.stateKopecks, terms.requestedKopecks);
  return {
    approvedKopecks: state,
    ownKopecks: terms.costKopecks - state,
    capReason: capOf(parts.value, state),
  };
}

/** Less was asked for than the terms give today: then the round's rest at filing was the limit. */
function capOf(parts: Split, state: number): CapReason {
  return state < parts.stateKopecks ? 'ROUND' : parts.capReason;
}
