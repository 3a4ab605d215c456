import { atLeast, type CouncilRules } from './rules';

/** A member in office, as he stands to one question. */
export interface Seat {
  readonly id: string;
  /** Here, in the room or by video. */
  readonly present: boolean;
  /** Takes no part in this question. */
  readonly recused: boolean;
  /** Presides over this session. */
  readonly chair: boolean;
}

/** Whether enough members are here. */
export interface Quorum {
  /** In office. */
  readonly members: number;
  readonly counted: number;
  readonly needed: number;
  readonly met: boolean;
}

/** Whether a seat may vote on the question, by the rules. */
export function mayVote(rules: CouncilRules, seat: Seat): boolean {
  return !seat.recused && (seat.present || rules.absent !== 'NONE');
}

/** The quorum for a question. `voted`: seats that have voted, which matters where absent votes count. */
export function quorumOf(
  rules: CouncilRules,
  roll: readonly Seat[],
  voted: ReadonlySet<string> = new Set(),
): Quorum {
  const needed = atLeast(rules.quorum.share, roll.length);
  const counted = roll.filter((seat) => counts(rules, seat, voted)).length;
  return { members: roll.length, counted, needed, met: roll.length > 0 && counted >= needed };
}

function counts(rules: CouncilRules, seat: Seat, voted: ReadonlySet<string>): boolean {
  if (seat.recused && !rules.quorum.recusedCount) {
    return false;
  }
  return seat.present || (rules.absent === 'VOTES_AND_COUNTS' && voted.has(seat.id));
}
