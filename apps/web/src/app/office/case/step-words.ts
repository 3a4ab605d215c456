/** Steps of the flow that the centre takes by a button, in the order of the bar. */
export const STAFF_STEPS = [
  'register',
  'returnWithRemarks',
  'toReview',
  'toExpertise',
  'toCostAudit',
  'conclude',
  'toCouncil',
  'toDecision',
  'approve',
  'signAgreement',
  'reject',
] as const;

/** Steps beside the term, not of the bar: they move no state. */
export const CLOCK_STEPS = ['pauseClock', 'resumeClock'] as const;

export type StaffStep = (typeof STAFF_STEPS)[number] | (typeof CLOCK_STEPS)[number];

/** What each step asks in its confirm step. What it must have is said by the flow table on the server. */
export const STEP_ASKS: Readonly<
  Record<
    StaffStep,
    readonly ('public' | 'awaited' | 'inner' | 'conclusion' | 'criteria' | 'reason')[]
  >
> = {
  register: [],
  returnWithRemarks: ['public'],
  toReview: ['inner'],
  toExpertise: ['inner'],
  toCostAudit: ['inner'],
  conclude: ['conclusion'],
  toCouncil: ['inner'],
  toDecision: ['conclusion', 'criteria'],
  approve: ['public', 'inner'],
  signAgreement: [],
  reject: ['reason', 'public', 'inner'],
  pauseClock: ['awaited'],
  resumeClock: [],
};

/** Steps whose public text the applicant must get. */
export const NEEDS_PUBLIC_TEXT: ReadonlySet<StaffStep> = new Set<StaffStep>([
  'reject',
  'pauseClock',
]);

/** The step that brings the case on: what E stands for. The first that is open, else the first there is. */
export function stepOn(
  allowed: readonly string[],
  blocked: readonly string[],
): StaffStep | undefined {
  const onward = STAFF_STEPS.filter((step) => step !== 'returnWithRemarks' && step !== 'reject');
  const nearest = [...onward].reverse();
  return (
    nearest.find((step) => allowed.includes(step)) ?? onward.find((step) => blocked.includes(step))
  );
}

/** What came of sending a step. */
export type Sent =
  | { readonly kind: 'done' }
  /** Somebody else moved the case meanwhile. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'refused'; readonly text: string; readonly fields: readonly string[] };
