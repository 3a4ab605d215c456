/** A part of a whole: two thirds is `{ numerator: 2, denominator: 3 }`. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** How a Council decides. A session keeps the rules it was opened with. */
export interface CouncilRules {
  /** At least this part of the members in office must be here. */
  readonly quorum: {
    readonly share: Fraction;
    /** Whether a member who is here, but recused from the question, is counted. */
    readonly recusedCount: boolean;
  };
  readonly majority: {
    /**
     * Of whom: the members here who may vote, the votes for and against (who abstains is left out), or all
     * members in office.
     */
    readonly of: 'PRESENT' | 'CAST' | 'MEMBERS';
    readonly share: Fraction;
    /** More than the share, or exactly as much is enough. */
    readonly strict: boolean;
  };
  /** As many for as against, and no majority: the question falls, or the chair's own open vote decides. */
  readonly tie: 'NOT_CARRIED' | 'CHAIR_DECIDES';
  /** Whether a member may vote anew while the ballot is open. */
  readonly revote: boolean;
  /** Members who are not here: no vote, a vote, or a vote that counts towards the quorum as well. */
  readonly absent: 'NONE' | 'VOTES' | 'VOTES_AND_COUNTS';
}

/** `domain.md` §4 row 9: two thirds of the members, the majority of those present. */
export const DEFAULT_RULES: CouncilRules = {
  quorum: { share: { numerator: 2, denominator: 3 }, recusedCount: true },
  majority: { of: 'PRESENT', share: { numerator: 1, denominator: 2 }, strict: true },
  tie: 'NOT_CARRIED',
  revote: true,
  absent: 'NONE',
};

/** What is wrong with rules that somebody has written, as paths; empty when nothing is. */
export function rulesProblems(rules: CouncilRules): string[] {
  return [
    ...(isPart(rules.quorum.share) ? [] : ['quorum.share']),
    ...(isPart(rules.majority.share) ? [] : ['majority.share']),
    // Half of the votes for would carry a question that the other half is against.
    ...(twice(rules.majority.share) < 1 ||
    (twice(rules.majority.share) === 1 && !rules.majority.strict)
      ? ['majority.strict']
      : []),
  ];
}

/** The least whole number that is `share` of `whole`. */
export function atLeast({ numerator, denominator }: Fraction, whole: number): number {
  return Math.ceil((whole * numerator) / denominator - EPSILON);
}

/** The least whole number above `share` of `whole`. */
export function moreThan({ numerator, denominator }: Fraction, whole: number): number {
  return Math.floor((whole * numerator) / denominator + EPSILON) + 1;
}

/** Thirds are no binary fractions: 3 × 2 / 3 must be 2. */
const EPSILON = 1e-9;

function isPart({ numerator, denominator }: Fraction): boolean {
  return (
    Number.isInteger(numerator) &&
    Number.isInteger(denominator) &&
    numerator > 0 &&
    numerator <= denominator
  );
}

function twice({ numerator, denominator }: Fraction): number {
  return (2 * numerator) / denominator;
}
