/** A person who may check cases, and how many he has open. */
export interface Candidate {
  id: string;
  open: number;
  /** When he was last given a case by load; null for never. */
  assignedAt: Date | null;
}

/**
 * Who gets the next case: the least open cases, then the longest without a new one, then the account id, so
 * that a tie always falls the same way. Undefined when there is nobody.
 */
export function leastLoaded(candidates: readonly Candidate[]): Candidate | undefined {
  return [...candidates].sort(
    (a, b) =>
      a.open - b.open ||
      (a.assignedAt?.getTime() ?? 0) - (b.assignedAt?.getTime() ?? 0) ||
      (a.id < b.id ? -1 : 1),
  )[0];
}
