import type { Condition, Ref } from './condition-ast';

/**
 * The closed language of computed fields and of comparisons. Every expression gives a number or nothing:
 * nothing whenever an input is missing, is not a number, or leaves the range of safe integers.
 * Money is kopecks, shares are basis points.
 */
export type Expression =
  | { readonly op: 'value'; readonly value: number }
  | { readonly op: 'ref'; readonly ref: Ref }
  /** Σ of one column; rows where `where` is false are left out; an empty table gives nothing. */
  | {
      readonly op: 'sum';
      readonly table: string;
      readonly column: string;
      readonly where?: Condition;
    }
  | { readonly op: 'count'; readonly table: string; readonly where?: Condition }
  | { readonly op: 'add' | 'product' | 'min' | 'max'; readonly of: readonly Expression[] }
  | { readonly op: 'subtract'; readonly from: Expression; readonly take: Expression }
  /** quantity × price, half-up to a kopeck; the quantity may have up to three decimals. */
  | { readonly op: 'lineSum'; readonly quantity: Expression; readonly price: Expression }
  /** `of` × bp / 10000, rounded down, in kopecks. */
  | { readonly op: 'share'; readonly of: Expression; readonly bp: Expression }
  /** The centre's or the applicant's part by the money terms of the measure (`FormContext.money`); `cap` is one more ceiling. */
  | {
      readonly op: 'split';
      readonly part: 'state' | 'own';
      readonly cost: Expression;
      readonly cap?: Expression;
    };
