import type { ChecklistItem } from '@okno/shared/form-schema';

/** Where the reviewer works on a case: he may tick, ask a check again, and be replaced. */
const IN_REVIEW: readonly string[] = ['FORMAL_CHECK', 'EXPERTISE', 'COST_AUDIT', 'REVIEW'];
/** Not yet decided and not with the applicant as a draft: somebody may have the case on his desk. */
const ASSIGNABLE: readonly string[] = [
  'SUBMITTED',
  'REGISTERED',
  'FORMAL_CHECK',
  'RETURNED',
  'EXPERTISE',
  'COST_AUDIT',
  'REVIEW',
  'COUNCIL',
  'DECISION',
];
const REVIEW_OVER: readonly string[] = [
  'WAITLISTED',
  'APPROVED',
  'REJECTED',
  'WITHDRAWN',
  'EXPIRED',
  'ENTERED',
  'CLOSED',
  'TERMINATED',
];
const SUPPORT_OVER: readonly string[] = ['WITHDRAWN', 'EXPIRED', 'CLOSED', 'TERMINATED'];

/** The checks run when a case is registered, and again on corrected answers. */
export function startsChecks({ action, to }: { action: string; to: string }): boolean {
  return to === 'REGISTERED' || action === 'answerRemarks';
}

export function isInReview(state: string): boolean {
  return IN_REVIEW.includes(state);
}

export function isAssignable(state: string): boolean {
  return ASSIGNABLE.includes(state);
}

export function endsReview(state: string): boolean {
  return REVIEW_OVER.includes(state);
}

/** Support that an approval promised does not go on, or is over (`SAME_SUPPORT_ACTIVE` looks at it). */
export function endsSupport(state: string): boolean {
  return SUPPORT_OVER.includes(state);
}

/** Whether every question of the form is ticked. A form without questions has nothing to wait for. */
export function isChecklistComplete(
  questions: readonly ChecklistItem[],
  marks: readonly { code: string; done: boolean }[],
): boolean {
  return questions.every(({ code }) => marks.some((mark) => mark.code === code && mark.done));
}

/**
 * The questions that ask about what was opened for correction: their answer was given about something else.
 * A path lies in a field (`money.lines[0].price` in `money.lines`) or is a document (`doc.D-TOR`).
 */
export function questionsAbout(
  questions: readonly ChecklistItem[],
  paths: readonly string[],
): string[] {
  return questions
    .filter(({ about }) => about.some((field) => paths.some((path) => liesIn(path, field))))
    .map(({ code }) => code);
}

function liesIn(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
