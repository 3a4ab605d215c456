import { IDENTIFIER_CODES } from '@okno/shared/identifiers';

/**
 * Every code a problem can have. A code is a translation key (`problem.<code>`) and part of the API: none is ever renamed.
 */
export const PROBLEM_CODES = [
  // The answers as a whole
  'ANSWERS_NOT_OBJECT',
  'UNKNOWN_FIELD',
  'LOCKED',
  // Any field
  'REQUIRED',
  'WRONG_TYPE',
  'NOT_NORMALISED',
  // Texts
  'TEXT_TOO_SHORT',
  'TEXT_TOO_LONG',
  'TEXT_CHARACTERS',
  // Numbers
  'NUMBER_TOO_SMALL',
  'NUMBER_TOO_LARGE',
  'DECIMAL_PLACES',
  'COMPUTED_MISMATCH',
  // Choices
  'OPTION_UNKNOWN',
  'OPTIONS_UNAVAILABLE',
  'OPTION_REPEATED',
  'TOO_FEW_CHOICES',
  'TOO_MANY_CHOICES',
  'MUST_BE_TRUE',
  // Dates
  'DATE_FORMAT',
  'DATE_UNKNOWN',
  'PERIOD_REVERSED',
  // Organisations and tables
  'ORG_NOT_LISTED',
  'TOO_FEW_ROWS',
  'TOO_MANY_ROWS',
  // Identifiers, unchanged from `@okno/shared/identifiers`
  ...IDENTIFIER_CODES,
  // Rules between fields
  'COMPARE_EQ',
  'COMPARE_LT',
  'COMPARE_LTE',
  'COMPARE_GT',
  'COMPARE_GTE',
  'DATE_TOO_EARLY',
  'DATE_TOO_LATE',
  'DATE_NOT_EQUAL',
  'DATE_BOUND_UNAVAILABLE',
  'ROW_REPEATED',
  'MUST_HOLD',
  'SHARE_TOO_LARGE',
  'OWN_SHARE_TOO_SMALL',
  'MONEY_TERMS_UNAVAILABLE',
  'ORG_KIND_MISMATCH',
  'KPP_FORBIDDEN',
  'EMAIL_NOT_CONFIRMED',
  'SAME_VALUE',
  // Documents
  'DOC_MISSING',
  'DOC_TOO_FEW',
  'DOC_TOO_MANY',
  'DOC_TYPE',
  'DOC_EMPTY',
  'DOC_TOO_LARGE',
  'DOC_TOTAL_TOO_LARGE',
  'DOC_UNKNOWN_SLOT',
  'DOC_REPEATED',
  'DOC_TOO_OLD',
  'DOC_EXPIRED',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One thing that is wrong, and where. The browser writes the sentence from the code and the parameters. */
export interface Problem {
  /** `mk.goal`, `money.lines[0].price`, `mk.period.from`, `doc.D-TOR`; empty for the whole. */
  readonly path: string;
  readonly code: ProblemCode;
  /** Numbers, dates and names for the sentence: `{min: 150, actual: 12}`. */
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** The rule of the form that found it, when it is a rule between fields. */
  readonly rule?: string;
  /** No JSON Schema could have found it: check digits, calendars, sums, rules between fields. */
  readonly outside?: true;
}

const OUTSIDE_JSON_SCHEMA: ReadonlySet<ProblemCode> = new Set([
  'LOCKED',
  'COMPUTED_MISMATCH',
  'DECIMAL_PLACES',
  'OPTIONS_UNAVAILABLE',
  'DATE_UNKNOWN',
  'PERIOD_REVERSED',
  'ROW_REPEATED',
]);

export function problemAt(
  path: string,
  code: ProblemCode,
  params: Problem['params'] = {},
): Problem {
  const problem = { path, code, params };
  return OUTSIDE_JSON_SCHEMA.has(code) || code.startsWith('DOC_')
    ? { ...problem, outside: true }
    : problem;
}

/** Whether only this library finds the problem: the JSON Schema of `toJsonSchema` accepts what caused it. */
export function isOutsideJsonSchema(problem: Problem): boolean {
  return problem.outside === true;
}

const MISSING: ReadonlySet<ProblemCode> = new Set([
  'REQUIRED',
  'MUST_BE_TRUE',
  'DOC_MISSING',
  'DOC_TOO_FEW',
]);

/** Whether the problem is only "not filled in yet" rather than "wrong". */
export function isMissing(problem: Problem): boolean {
  return MISSING.has(problem.code);
}

/** The field a path lies in: `money.lines` of `money.lines[0].price`. A path in no known field (a document) stays whole. */
export function fieldKeyOf(path: string, keys: ReadonlySet<string>): string {
  if (keys.has(path)) {
    return path;
  }
  const inside = [...keys].filter(
    (key) => path.startsWith(`${key}.`) || path.startsWith(`${key}[`),
  );
  return inside.reduce((longest, key) => (key.length > longest.length ? key : longest), '') || path;
}
