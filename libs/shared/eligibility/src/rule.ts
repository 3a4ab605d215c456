import type { FactName } from './fact';

/** Something to compare with: written in the rule, or a fact itself (a limit of the measure, the region of a cluster). */
export type Operand<T> = T | { readonly fact: FactName };

/** A stretch of time in whole months or days. */
export type Duration = { readonly months: number } | { readonly days: number };

export type Order = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';

/** Which records of a history count. */
export interface Selection {
  /** Of the measure the rule is asked for. */
  readonly sameMeasure?: true;
  /** Of the same kind of support as the measure. */
  readonly sameKind?: true;
  readonly violation?: true;
  readonly misuse?: true;
  /** Not ended, and its last day not over. */
  readonly inForce?: true;
  /** Decided in this calendar year, or within so many months before today. */
  readonly within?: 'THIS_YEAR' | { readonly months: number };
}

export type Condition =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | {
      readonly op: 'is';
      readonly fact: FactName;
      readonly value: Operand<string | boolean>;
    }
  | { readonly op: 'in'; readonly fact: FactName; readonly list: Operand<readonly string[]> }
  | {
      /** The code of activity is one of the branches, or below one. */
      readonly op: 'under';
      readonly fact: FactName;
      readonly list: Operand<readonly string[]>;
    }
  | {
      readonly op: 'compare';
      readonly fact: FactName;
      readonly order: Order;
      readonly value: Operand<number>;
    }
  | { readonly op: 'age'; readonly fact: FactName; readonly atLeast: Duration }
  /** Somebody has said it, whatever it is: never false, so it is missing or nothing. */
  | { readonly op: 'known'; readonly fact: FactName }
  /** The day has come. */
  | { readonly op: 'from'; readonly fact: FactName }
  | {
      readonly op: 'count' | 'sum';
      readonly fact: FactName;
      readonly select: Selection;
      /** Added to the count or sum: what is asked for now. */
      readonly plus?: FactName;
      readonly order: Order;
      readonly value: Operand<number>;
    };

/** The worst of a rule's answers counts: FAIL, then UNAVAILABLE, WARN, PASS. */
export type Outcome = 'PASS' | 'WARN' | 'UNAVAILABLE' | 'FAIL';

/** A text with its parameters, each the value of a fact. What the condition counted is added by the engine. */
export interface Message {
  readonly key: string;
  readonly params?: Readonly<Record<string, FactName>>;
}

/** What the applicant can do about it. Translated, and linked, on the screen. */
export const REMEDIES = [
  'JOIN_CLUSTER',
  'CHECK_CARD',
  'YEARLY_DATA',
  'OTHER_MEASURES',
  'WAIT_ROUND',
  'ESTIMATE',
] as const;
export type Remedy = (typeof REMEDIES)[number];

/** One thing that must hold. */
export interface Step {
  readonly test: Condition;
  /** Left out where one of these facts is absent, which says that there is no such limit. */
  readonly ifKnown?: FactName | readonly FactName[];
  /** A word of the applicant is not enough to pass, though it is to fail. */
  readonly proof?: true;
  /** When it does not hold. */
  readonly otherwise: { readonly outcome: 'FAIL' | 'WARN'; readonly message: Message };
  /** When it is not known; default: the rule's. */
  readonly missing?: {
    readonly outcome: 'FAIL' | 'WARN' | 'UNAVAILABLE';
    readonly message: Message;
  };
  readonly remedy?: Remedy;
}

/** One check of forms.md §1.7. */
export interface Rule {
  /** `E01`…`E17`, `LINKS`, `DUPLICATE`. */
  readonly code: string;
  /** Asked only where there is a request: it judges what stands in it. */
  readonly caseOnly?: true;
  /** Code of the rule that comes first: while that one does not pass, this one has nothing of its own to say. */
  readonly follows?: string;
  /** The fact whose value, source and date are shown. */
  readonly shows: FactName;
  /** Where the answer would come from, shown when it has not come. */
  readonly source: string;
  /** When what the rule is about is not known at all. */
  readonly missing: {
    readonly outcome: 'FAIL' | 'WARN' | 'UNAVAILABLE';
    readonly message: Message;
  };
  readonly steps: readonly Step[];
  readonly pass: Message;
}
