/** What a sentence about a request depends on. */
export interface Standing {
  readonly kind: string;
  readonly state: string;
  readonly turn: string;
  /** Whether there is a date to name. */
  readonly dated: boolean;
  readonly overdue: boolean;
}

/** States with words of their own; a newer one gets the general words. */
const KNOWN: ReadonlySet<string> = new Set([
  'DRAFT',
  'SUBMITTED',
  'REGISTERED',
  'FORMAL_CHECK',
  'RETURNED',
  'REVIEW',
  'EXPERTISE',
  'COST_AUDIT',
  'DECISION',
  'COUNCIL',
  'ENTERED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'WAITLISTED',
]);

const ENDED: ReadonlySet<string> = new Set(['ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED']);

function codeOf({ kind, state, turn }: Standing): string {
  if (state === 'AGREEMENT') {
    return turn === 'APPLICANT' ? 'AGREEMENT' : 'AGREEMENT_CENTRE';
  }
  if (state === 'APPROVED') {
    return kind === 'MEMBERSHIP' ? 'APPROVED_MEMBERSHIP' : 'APPROVED_SERVICE';
  }
  return KNOWN.has(state) ? state : 'OTHER';
}

/**
 * Key of the plain sentence of a state (DESIGN §4): «<глагол> <что> до <дата>, и мы <что дальше>».
 * `due` needs a date, `plain` does without; our own delay is said as ours.
 */
export function sentenceKey(standing: Standing): string {
  const { state, turn, dated, overdue } = standing;
  if (overdue && dated && turn !== 'APPLICANT' && turn !== 'OUTSIDE' && !ENDED.has(state)) {
    return 'applications.sentence.LATE.due';
  }
  if (turn === 'OUTSIDE' && state !== 'WAITLISTED' && KNOWN.has(state)) {
    return 'applications.sentence.PAUSED.plain';
  }
  const tail = dated && !ENDED.has(state) ? 'due' : 'plain';
  return `applications.sentence.${codeOf(standing)}.${tail}`;
}

/** What the person can do next with a request, and where. */
export function nextAction(row: { readonly id: string } & Standing): {
  readonly text: string;
  readonly path: readonly string[];
  readonly mine: boolean;
} {
  const page = ['/cabinet/applications', row.id];
  if (row.state === 'DRAFT') {
    return { text: 'applications.next.edit', path: [...page, 'edit'], mine: true };
  }
  if (row.state === 'RETURNED') {
    return { text: 'applications.next.answer', path: page, mine: true };
  }
  if (row.state === 'AGREEMENT' && row.turn === 'APPLICANT') {
    return { text: 'applications.next.sign', path: page, mine: true };
  }
  return { text: 'applications.next.open', path: page, mine: false };
}
