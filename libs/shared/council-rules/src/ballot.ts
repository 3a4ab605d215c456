import type { Seat } from './roll';
import type { CouncilRules } from './rules';

export const CHOICES = ['FOR', 'AGAINST', 'ABSTAIN'] as const;
export type Choice = (typeof CHOICES)[number];

/** Open ballots show who voted how; of secret ones only the count is ever known. */
export type BallotKind = 'OPEN' | 'SECRET';

/** Why a vote is not taken. */
export type VoteRefusal = 'NOT_A_MEMBER' | 'NOT_OPEN' | 'CLOSED' | 'RECUSED' | 'ABSENT' | 'FINAL';

/** A vote that somebody wants to cast. */
export interface VoteAsked {
  /** Where the ballot stands. */
  readonly ballot: 'PENDING' | 'VOTING' | 'CLOSED';
  /** The voter's seat; undefined when he has none in office. */
  readonly seat: Seat | undefined;
  /** He has voted already, and otherwise than now. */
  readonly changes: boolean;
}

/** Why the vote may not be cast; null when it may. */
export function voteRefusal(
  rules: CouncilRules,
  { ballot, seat, changes }: VoteAsked,
): VoteRefusal | null {
  if (seat === undefined) {
    return 'NOT_A_MEMBER';
  }
  if (seat.recused) {
    return 'RECUSED';
  }
  if (ballot !== 'VOTING') {
    return ballot === 'PENDING' ? 'NOT_OPEN' : 'CLOSED';
  }
  if (!seat.present && rules.absent === 'NONE') {
    return 'ABSENT';
  }
  return changes && !rules.revote ? 'FINAL' : null;
}
