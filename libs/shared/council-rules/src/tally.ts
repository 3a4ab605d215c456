import type { Choice } from './ballot';
import { mayVote, quorumOf, type Quorum, type Seat } from './roll';
import { atLeast, moreThan, type CouncilRules } from './rules';

/** How many votes of each kind. */
export interface Counts {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
}

/** What a ballot comes to. */
export type Outcome = 'CARRIED' | 'NOT_CARRIED' | 'NO_QUORUM';

/** The count of a ballot as it stands. */
export interface Tally extends Counts {
  readonly quorum: Quorum;
  /** Who may vote. */
  readonly voters: number;
  /** Of them, those whose vote is still awaited. */
  readonly waiting: number;
  /** Of how many the majority is counted, and how many votes for it needs. */
  readonly base: number;
  readonly needed: number;
  /** As many for as against, and no majority. */
  readonly tied: boolean;
  /** If it were closed now. */
  readonly outcome: Outcome;
  /** No vote that is still awaited can change the outcome. */
  readonly settled: boolean;
}

/** What the outcome is worked out from. */
interface Standing {
  readonly counts: Counts;
  /** Members in office, and those who are taken for present. */
  readonly members: number;
  readonly present: number;
  readonly chair: Choice | null;
}

/** Votes by the id of the seat; those of seats that may not vote are not counted. */
export function tally(
  rules: CouncilRules,
  roll: readonly Seat[],
  votes: ReadonlyMap<string, Choice>,
): Tally {
  const voters = roll.filter((seat) => mayVote(rules, seat));
  const cast = voters.flatMap(({ id }) => votes.get(id) ?? []);
  const chairSeat = voters.find(({ chair }) => chair);
  return count(rules, roll, {
    counts: countsOf(cast),
    voted: new Set(voters.filter(({ id }) => votes.has(id)).map(({ id }) => id)),
    chair: chairSeat === undefined ? null : (votes.get(chairSeat.id) ?? null),
    chairAwaited: chairSeat !== undefined && !votes.has(chairSeat.id),
  });
}

/**
 * The same for a secret ballot: nobody's own vote is known, the chair's neither, so a tie falls.
 * @param voted seats that have handed in a sealed vote
 */
export function tallySecret(
  rules: CouncilRules,
  roll: readonly Seat[],
  counts: Counts,
  voted: ReadonlySet<string>,
): Tally {
  return count(rules, roll, { counts, voted, chair: null, chairAwaited: false });
}

export function countsOf(choices: readonly Choice[]): Counts {
  const of = (choice: Choice): number => choices.filter((one) => one === choice).length;
  return { for: of('FOR'), against: of('AGAINST'), abstain: of('ABSTAIN') };
}

interface Cast {
  readonly counts: Counts;
  readonly voted: ReadonlySet<string>;
  readonly chair: Choice | null;
  readonly chairAwaited: boolean;
}

function count(rules: CouncilRules, roll: readonly Seat[], cast: Cast): Tally {
  const voters = roll.filter((seat) => mayVote(rules, seat));
  const awaited = voters.filter(({ id }) => !cast.voted.has(id));
  const absent = awaited.filter(({ present }) => !present).length;
  const standing: Standing = {
    counts: cast.counts,
    members: roll.length,
    // Who votes without being here is taken for present by his vote.
    present: voters.length - absent,
    chair: cast.chair,
  };
  const quorum = quorumOf(rules, roll, cast.voted);
  const base = baseOf(rules, standing);
  const outcome = quorum.met ? resolve(rules, standing) : 'NO_QUORUM';
  return {
    ...cast.counts,
    quorum,
    voters: voters.length,
    waiting: awaited.length,
    base,
    needed: neededOf(rules, base),
    tied: isTied(rules, standing),
    outcome,
    settled:
      quorum.met &&
      isSettled(rules, standing, { awaited: awaited.length, absent, chair: cast.chairAwaited }),
  };
}

function baseOf(rules: CouncilRules, { counts, members, present }: Standing): number {
  switch (rules.majority.of) {
    case 'PRESENT':
      return present;
    case 'CAST':
      return counts.for + counts.against;
    case 'MEMBERS':
      return members;
  }
}

function neededOf({ majority }: CouncilRules, base: number): number {
  return majority.strict
    ? moreThan(majority.share, base)
    : Math.max(1, atLeast(majority.share, base));
}

function hasMajority(rules: CouncilRules, standing: Standing): boolean {
  return standing.counts.for >= neededOf(rules, baseOf(rules, standing));
}

function isTied(rules: CouncilRules, standing: Standing): boolean {
  const { counts } = standing;
  return counts.for > 0 && counts.for === counts.against && !hasMajority(rules, standing);
}

function resolve(rules: CouncilRules, standing: Standing): 'CARRIED' | 'NOT_CARRIED' {
  const decided =
    isTied(rules, standing) && rules.tie === 'CHAIR_DECIDES' && standing.chair === 'FOR';
  return decided || hasMajority(rules, standing) ? 'CARRIED' : 'NOT_CARRIED';
}

/** Tries every way in which the awaited votes could fall. */
function isSettled(
  rules: CouncilRules,
  standing: Standing,
  left: { awaited: number; absent: number; chair: boolean },
): boolean {
  const now = resolve(rules, standing);
  const chairs: (Choice | null)[] = left.chair ? ['FOR', 'AGAINST'] : [standing.chair];
  for (let more = 0; more <= left.awaited; more += 1) {
    for (let against = 0; more + against <= left.awaited; against += 1) {
      for (let came = 0; came <= left.absent; came += 1) {
        const { counts } = standing;
        const then: Standing = {
          ...standing,
          counts: { ...counts, for: counts.for + more, against: counts.against + against },
          present: standing.present + came,
        };
        if (chairs.some((chair) => resolve(rules, { ...then, chair }) !== now)) {
          return false;
        }
      }
    }
  }
  return true;
}
