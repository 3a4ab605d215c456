/** A field at fault: where it is in the request, what is wrong, and the numbers for the text. */
export interface FieldProblem {
  /** `email`, `answers.mk.goal`, `money.lines[0].price`, `doc.D-TOR`. */
  path: string;
  code: string;
  params?: Record<string, string | number>;
}

/** Something that a caller did or asked for that cannot be. Becomes `application/problem+json`. */
export class DomainError extends Error {
  constructor(
    readonly status: number,
    /** Part of the API: clients branch on it and translate it, so a code is never renamed. */
    readonly code: string,
    /** Goes to the client beside the code: ids and numbers, no personal data. */
    readonly details: Record<string, unknown> = {},
    readonly fields: FieldProblem[] = [],
  ) {
    super(code);
  }
}

/** A domain's errors as one class: code → HTTP status. A misspelt code does not compile. */
export function defineErrors<T extends Record<string, number>>(
  statuses: T,
): new (
  code: Extract<keyof T, string>,
  details?: Record<string, unknown>,
  fields?: FieldProblem[],
) => DomainError {
  return class extends DomainError {
    constructor(
      code: Extract<keyof T, string>,
      details: Record<string, unknown> = {},
      fields: FieldProblem[] = [],
    ) {
      super(statuses[code] ?? 500, code, details, fields);
    }
  };
}
