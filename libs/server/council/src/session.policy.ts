import { CouncilError } from './council.errors';
import type { SessionRecord } from './council.repository';
import type { SessionState } from './council-session.entity';

/** @throws CouncilError council.wrong_state */
export function requireState(session: SessionRecord, states: readonly SessionState[]): void {
  if (!states.includes(session.state)) {
    throw new CouncilError('council.wrong_state', { state: session.state });
  }
}

/** The rules of a session that was opened. */
export function rulesOf({ id, rules }: SessionRecord): NonNullable<SessionRecord['rules']> {
  if (rules === null) {
    throw new CouncilError('council.wrong_state', { session: id });
  }
  return rules;
}
