import type { Condition, Ref } from './condition-ast';
import type { Text } from './definition';
import type { Expression } from './expression-ast';

export type CompareOp = 'eq' | 'lt' | 'lte' | 'gt' | 'gte';

/** A day counted from something: offsets add up, and all of them may be negative. */
export interface DateAnchor {
  /** `roundYearStart` and `roundYearEnd` are 1 January and 31 December of the intake round's year. */
  readonly base: 'filing' | 'roundYearStart' | 'roundYearEnd' | 'field';
  /** The date field counted from, with base `field`. */
  readonly ref?: Ref;
  /** `reviewTerm` = `FormContext.reviewTermWorkingDays`. */
  readonly workingDays?: number | 'reviewTerm';
  readonly calendarDays?: number;
  readonly months?: number;
}

interface RuleBase {
  /** Unique in the form; a problem names it, so that the message below can be shown. */
  readonly id: string;
  /** Where the problem is shown: a field key, or a column key with `table`. */
  readonly at: string;
  /** Instead of the general text of the problem's code. */
  readonly message?: Text;
  /** The rule is asked only when this holds. */
  readonly when?: Condition;
  /** With a table the rule is asked for every row, and `row.` reads its columns. */
  readonly table?: string;
}

/** What must hold between fields. A rule whose inputs are blank or hidden is silent: that is what `required` is for. */
export type Rule = RuleBase &
  (
    | {
        readonly kind: 'compare';
        readonly left: Expression;
        readonly op: CompareOp;
        readonly right: Expression;
      }
    | {
        readonly kind: 'dateBound';
        readonly ref: Ref;
        readonly op: CompareOp;
        readonly bound: DateAnchor;
      }
    /** No two rows of the table `at` agree in all these columns. */
    | { readonly kind: 'distinct'; readonly columns: readonly string[] }
    /** `then` must hold (whenever `when` does). */
    | { readonly kind: 'must'; readonly then: Condition }
    /** part ≤ whole × maxBp / 10000, compared in whole kopecks. */
    | {
        readonly kind: 'maxShare';
        readonly part: Expression;
        readonly whole: Expression;
        readonly maxBp: number;
      }
    /** own × 10000 ≥ cost × minOwnBp of the measure's money terms. */
    | { readonly kind: 'ownShare'; readonly own: Expression; readonly cost: Expression }
    /** ИНН of 10 digits goes with ОГРН of 13 and a КПП; ИНН of 12 with ОГРНИП of 15 and no КПП. */
    | {
        readonly kind: 'orgIdentity';
        readonly inn: Ref;
        readonly ogrn?: Ref;
        readonly kpp?: Ref;
      }
    /** The key of a bank account fits the BIK. */
    | {
        readonly kind: 'bankAccount';
        readonly account: Ref;
        readonly bik: Ref;
        readonly accountKind: 'client' | 'correspondent';
      }
    /** The address is one of `FormContext.confirmedEmails`; not asked when that list is not given. */
    | { readonly kind: 'confirmedEmail'; readonly ref: Ref }
    /** Two texts that must not be the same, such as the ИНН of a partner and one's own. */
    | { readonly kind: 'differ'; readonly left: Ref; readonly right: Ref }
  );
