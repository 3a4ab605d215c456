/** What a sentence about a request depends on. */
export interface Standing {
  readonly kind: string;
  readonly state: string;
  readonly turn: string;
  /** Whether there is a date to name. */
  readonly dated: boolean;
  readonly overdue: boolean;
  /** A draft that its people want gone. */
  readonly deleting?: boolean;
  /** Whose signature a draft waits for. */
  readonly signature?: 'MINE' | 'OTHERS' | null;
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

/** Words about a draft that do not speak of its date. */
const UNDATED: ReadonlySet<string> = new Set(['DELETING', 'SIGN_MINE', 'SIGN_OTHERS']);

function codeOf(standing: Standing): string {
  const { kind, state, turn } = standing;
  if (state === 'DRAFT') {
    return draftCodeOf(standing);
  }
  if (state === 'AGREEMENT') {
    return turn === 'APPLICANT' ? 'AGREEMENT' : 'AGREEMENT_CENTRE';
  }
  if (state === 'APPROVED') {
    return kind === 'MEMBERSHIP' ? 'APPROVED_MEMBERSHIP' : 'APPROVED_SERVICE';
  }
  return KNOWN.has(state) ? state : 'OTHER';
}

function draftCodeOf({ deleting, signature }: Standing): string {
  if (deleting) {
    return 'DELETING';
  }
  return signature ? `SIGN_${signature}` : 'DRAFT';
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
  const code = codeOf(standing);
  const tail = dated && !ENDED.has(state) && !UNDATED.has(code) ? 'due' : 'plain';
  return `applications.sentence.${code}.${tail}`;
}

/** What the person can do next with a request, and where. */
export function nextAction(row: { readonly id: string } & Standing): {
  readonly text: string;
  readonly path: readonly string[];
  readonly mine: boolean;
} {
  const page = ['/cabinet/applications', row.id];
  if (row.state === 'DRAFT' && row.deleting) {
    return { text: 'applications.next.restore', path: [...page, 'edit'], mine: false };
  }
  if (row.state === 'DRAFT' && row.signature === 'MINE') {
    return { text: 'applications.next.signDraft', path: [...page, 'sign'], mine: true };
  }
  if (row.state === 'DRAFT' && row.signature === 'OTHERS') {
    return { text: 'applications.next.seeDraft', path: [...page, 'edit', 'CHECK'], mine: false };
  }
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
