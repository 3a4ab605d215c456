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
    }
  /** One value or the other by a condition, which may read the form from inside a row. */
  | {
      readonly op: 'if';
      readonly when: Condition;
      readonly then: Expression;
      readonly else: Expression;
    }
  /** The number that stands for the chosen option of an `enum`; nothing for an option that has none. */
  | { readonly op: 'choice'; readonly ref: Ref; readonly values: Readonly<Record<string, number>> }
  /** The amount without the VAT inside it: gross × 10000 / (10000 + bp), half-up to a kopeck. */
  | { readonly op: 'netOfVat'; readonly gross: Expression; readonly bp: Expression }
  /** of × part / whole, rounded down to a whole number; `of` itself where the part is not smaller than the whole. */
  | {
      readonly op: 'scale';
      readonly of: Expression;
      readonly part: Expression;
      readonly whole: Expression;
    };
