import type { Answers } from '@okno/shared/form-schema';

/** A field that somebody else changed since our revision. */
export interface TheirChange {
  readonly path: string;
  readonly theirs: unknown;
}

/** What the server said to a save. */
export type SaveAnswer =
  /** Taken. `changed`: what others saved since our revision; not our own values back, however normalised. */
  | { readonly kind: 'saved'; readonly revision: number; readonly changed: Answers }
  /** Nothing was taken: these fields were changed by somebody else meanwhile. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly TheirChange[] }
  /** Not reached, or asked to come later: will be tried again. */
  | { readonly kind: 'unreachable'; readonly retryAfterMs?: number }
  /** Reached and refused: signed out, locked field, wrong state. Trying again would not help. */
  | { readonly kind: 'refused'; readonly code: string };

/** The way to the server. The page gives it: this library does no HTTP. Must not reject. */
export interface DraftPort {
  /** Saves the edited fields (null clears) on top of `revision`. An empty patch only asks what changed. */
  save(patch: Answers, revision: number): Promise<SaveAnswer>;
}
