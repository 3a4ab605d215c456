/** A value a condition may compare with. */
export type Scalar = string | number | boolean;

/**
 * What a condition or an expression reads:
 * - `mk.goal`: the field with this key; `mk.period.from` and `.to`: one end of a period;
 * - `row.price`: the column `price` of the same table row (only inside that table);
 * - `fact.applicantIsHead`: a fact the server knows (`FormContext.facts`), not an answer.
 * A hidden or blank field reads as absent, and no comparison with an absent value is true.
 */
export type Ref = string;

/** When something is shown or required. Data, not code: it travels with the form and runs the same everywhere. */
export type Condition =
  | { readonly op: 'eq' | 'ne'; readonly ref: Ref; readonly value: Scalar }
  | { readonly op: 'in'; readonly ref: Ref; readonly values: readonly Scalar[] }
  /** A `multi` field has this option chosen. */
  | { readonly op: 'includes'; readonly ref: Ref; readonly value: string }
  /** Numbers only; dates are compared by rules (`dateBound`). */
  | { readonly op: 'gt' | 'gte' | 'lt' | 'lte'; readonly ref: Ref; readonly value: number }
  /** A text of exactly this many characters: tells a 10-digit ИНН of an organisation from a 12-digit one. */
  | { readonly op: 'length'; readonly ref: Ref; readonly value: number }
  | { readonly op: 'present'; readonly ref: Ref }
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition };
