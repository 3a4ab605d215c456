/**
 * Every code a problem can have. A code is a translation key (`problem.<code>`) and part of the API: none is ever renamed.
 * Identifier codes (`INN_CHECKSUM`, …) come from `@okno/shared/identifiers` unchanged.
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
  // Identifiers
  'PERSON_FORMAT',
  'PHONE_FORMAT',
  'PHONE_LENGTH',
  'PHONE_COUNTRY',
  'PHONE_CODE',
  'EMAIL_FORMAT',
  'EMAIL_LENGTH',
  'URL_FORMAT',
  'INN_FORMAT',
  'INN_LENGTH',
  'INN_CHECKSUM',
  'INN_REGION',
  'OGRN_FORMAT',
  'OGRN_LENGTH',
  'OGRN_CHECKSUM',
  'OGRN_KIND',
  'KPP_FORMAT',
  'KPP_LENGTH',
  'KPP_REGION',
  'OKVED_FORMAT',
  'OKPD2_FORMAT',
  'BIK_FORMAT',
  'BIK_LENGTH',
  'ACCOUNT_FORMAT',
  'ACCOUNT_LENGTH',
  'ACCOUNT_CHECKSUM',
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
  // Documents
  'DOC_MISSING',
  'DOC_TOO_FEW',
  'DOC_TOO_MANY',
  'DOC_TYPE',
  'DOC_EMPTY',
  'DOC_TOO_LARGE',
  'DOC_TOTAL_TOO_LARGE',
  'DOC_UNKNOWN_SLOT',
  'DOC_NOT_NEEDED',
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
}

/** Whether the problem is only "not filled in yet" rather than "wrong". */
export function isMissing(problem: Problem): boolean {
  return (
    problem.code === 'REQUIRED' || problem.code === 'DOC_MISSING' || problem.code === 'DOC_TOO_FEW'
  );
}

/** The field key of a path: `money.lines` of `money.lines[0].price`. Document paths stay whole. */
export function fieldKeyOf(path: string, keys: ReadonlySet<string>): string {
  const head = path.split('[')[0] ?? path;
  if (keys.has(head)) {
    return head;
  }
  const parent = head.slice(0, Math.max(0, head.lastIndexOf('.')));
  return keys.has(parent) ? parent : head;
}
