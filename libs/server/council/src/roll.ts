import type { Seat } from '@okno/shared/council-rules';

import type { MemberRecord, SessionRecord } from './council.repository';

/** What a roll is made of. */
export interface RollFacts {
  members: readonly MemberRecord[];
  session: Pick<SessionRecord, 'chairId'>;
  /** Seats that are marked as present. */
  here: ReadonlySet<string>;
  /** Seats that are recused from the question. */
  recused?: ReadonlySet<string>;
  /** Seats that have voted on the question: who left after voting took part in it. */
  voted?: ReadonlySet<string>;
}

/** The members in office as they stand to a question, or to the session as a whole. */
export function seatsOf({ members, session, here, recused, voted }: RollFacts): Seat[] {
  return members.map(({ id }) => ({
    id,
    present: here.has(id) || (voted?.has(id) ?? false),
    recused: recused?.has(id) ?? false,
    chair: id === session.chairId,
  }));
}
