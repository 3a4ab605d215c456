import {
  evaluateRule,
  type BecomesTrue,
  type Outcome,
  type Rule,
  type RuleTrace,
  type Situation,
} from '@okno/shared/eligibility';

/** UNAVAILABLE: the source is not connected or silent, so a person has to look. It is never PASS. */
export type CheckOutcome = Outcome;

/** What a check found. The browser translates `messageKey` with `params`. */
export interface Finding {
  outcome: CheckOutcome;
  messageKey: string;
  params: Record<string, string | number | boolean>;
  source: {
    /** `portal`, `declared` or `registrar` (the card), or a register: `egrul`, `rsmp`, `rsmppp`, … */
    code: string;
    /** Date of the data; null for a source that gave none. */
    asOf: Date | null;
  };
  /** From when, or with which one change, it would pass; null where neither helps or is needed. */
  becomesTrue: BecomesTrue | null;
}

/** Asks one rule of the measure. A code that the measure has no rule for is not passed over: a person looks. */
export function evaluate(code: string, rules: readonly Rule[], at: Situation, now: Date): Finding {
  const rule = rules.find((one) => one.code === code);
  return rule === undefined ? unanswered('UNKNOWN_CHECK') : findingOf(evaluateRule(rule, at), now);
}

/** What stands in place of an answer that never came. */
export function unanswered(messageKey: 'UNKNOWN_CHECK' | 'CHECK_FAILED' | 'NOT_ANSWERED'): Finding {
  return {
    outcome: 'UNAVAILABLE',
    messageKey,
    params: {},
    source: { code: 'portal', asOf: null },
    becomesTrue: null,
  };
}

/** What the portal knows it knows now; a source that has not answered has no day. */
function findingOf({ outcome, message, source, asOf, becomesTrue }: RuleTrace, now: Date): Finding {
  const day = asOf === null ? null : new Date(asOf);
  return {
    outcome,
    messageKey: message.key,
    params: { ...message.params },
    source: { code: source, asOf: source === 'portal' ? now : day },
    becomesTrue,
  };
}
