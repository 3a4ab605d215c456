import type { LocalDate } from '@okno/shared/work-calendar';

/** `okved` is a code of activity on dotted parts; `records` is a history of support. */
export type FactType =
  'boolean' | 'number' | 'date' | 'code' | 'codes' | 'okved' | 'okveds' | 'records';

/** One support received or granted, by this portal or as a register tells it. */
export interface SupportRecord {
  /** Number of the decision or of the register's entry. */
  readonly number: string;
  /** Day of the decision. */
  readonly on: LocalDate;
  /** Last day of the support; null: no end is set. */
  readonly until: LocalDate | null;
  /** Ended, given up or paid out, whatever `until` says. */
  readonly ended: boolean;
  /** Code of the measure; null for support of other bodies. */
  readonly measure: string | null;
  /** Kind of support as the register codes it (`ВидПод`); null: not said. */
  readonly kind: string | null;
  /** What it is, in words of the source; null: not said. */
  readonly title: string | null;
  readonly kopecks: number;
  /** A violation was found (`ИнфНаруш`). */
  readonly violation: boolean;
  /** Money was used for something else, or data were false: three years instead of one. */
  readonly misuse: boolean;
}

export type FactValue = boolean | number | string | readonly string[] | readonly SupportRecord[];

/** A known fact. What is not known is absent: a missing fact is never taken for a good one. */
export interface Fact {
  readonly value: FactValue;
  /** `portal`, `declared`, `registrar`, `inn` and `ogrn` (what their digits say), `dictionary`, or a register: `rsmp`, `rsmppp`, `egrul`, … */
  readonly source: string;
  /** Day of the source's data; null: the source gives none. */
  readonly asOf: LocalDate | null;
}

interface FactDefinition {
  readonly type: FactType;
  /** Every value a code may have. */
  readonly values?: readonly string[];
  /** The applicant, or time, may change it: a counterfactual may propose another value. */
  readonly changeable?: true;
  /** Its absence is an answer (no such limit, no estimate yet), so a step may be left out. */
  readonly optional?: true;
}

/** Whom the portal believes about itself only against himself. */
export const DECLARED = 'declared';
/** What the rules may ask for. */
export const FACTS = {
  'org.inn': { type: 'code' },
  'org.kind': {
    type: 'code',
    values: ['LEGAL', 'SOLE_TRADER', 'SELF_EMPLOYED', 'STATE', 'FOREIGN'],
    changeable: true,
  },
  /** Found in ЕГРЮЛ or ЕГРИП and operating. */
  'org.operating': { type: 'boolean', changeable: true },
  /** Neither bankrupt nor being wound up. */
  'org.solvent': { type: 'boolean', changeable: true },
  'org.registeredOn': { type: 'date' },
  /** A day on which it surely existed, where the day of registration is not known. */
  'org.existsSince': { type: 'date' },
  'org.regionCode': { type: 'code', changeable: true },
  'org.okvedMain': { type: 'okved', changeable: true },
  'org.okvedExtra': { type: 'okveds' },
  /** The data of the last year were given (domain.md §12). */
  'org.yearlyDataGiven': { type: 'boolean', changeable: true },
  /** Registered on мсп.рф. */
  'org.onMspPortal': { type: 'boolean', changeable: true },
  'sme.category': {
    type: 'code',
    values: ['MICRO', 'SMALL', 'MEDIUM', 'NOT_SME'],
    changeable: true,
  },
  'sme.since': { type: 'date' },
  'membership.state': {
    type: 'code',
    values: ['ACTIVE', 'SUSPENDED', 'EXITED', 'EXCLUDED', 'NONE'],
    changeable: true,
  },
  'membership.number': { type: 'code', optional: true },
  /** What this portal has granted in the cluster. */
  'support.portal': { type: 'records' },
  /** What the register of recipients tells. */
  'support.register': { type: 'records' },
  'cluster.regionCodes': { type: 'codes' },
  'cluster.okvedPrefixes': { type: 'okveds' },
  'dictionary.excludedBranches': { type: 'okveds' },
  /** The main ОКВЭД is in the classifier. */
  'dictionary.okvedKnown': { type: 'boolean' },
  'measure.code': { type: 'code' },
  'measure.supportKind': { type: 'code', optional: true },
  'measure.maxPerYear': { type: 'number', optional: true },
  'measure.limitPerYearKopecks': { type: 'number', optional: true },
  'measure.minOwnBp': { type: 'number', optional: true },
  'round.state': { type: 'code', values: ['OPEN', 'PLANNED', 'CLOSED', 'NONE'] },
  'round.opensOn': { type: 'date' },
  /** It opens on this very day, but has not opened yet. */
  'round.opensLaterToday': { type: 'boolean', optional: true },
  'round.restKopecks': { type: 'number', optional: true },
  'case.costKopecks': { type: 'number', optional: true },
  'case.stateKopecks': { type: 'number', optional: true },
  'case.ownKopecks': { type: 'number', optional: true },
  /** Own share of the cost in basis points, rounded down. */
  'case.ownBp': { type: 'number', optional: true, changeable: true },
  'case.contractorInn': { type: 'code', optional: true, changeable: true },
  'case.contractorRelated': { type: 'boolean' },
  'case.costClaimedBefore': { type: 'boolean' },
  /** Rows whose listener or partner has not confirmed, or took the consent back. */
  'case.unconfirmed': { type: 'number' },
  /** Payments of other requests that differ only in the sum. */
  'case.similarPayments': { type: 'number', optional: true },
} as const satisfies Record<string, FactDefinition>;

export type FactName = keyof typeof FACTS;

/** Everything known about one organisation and one measure. */
export type Facts = Readonly<Partial<Record<FactName, Fact>>>;

export function isFactName(name: unknown): name is FactName {
  return typeof name === 'string' && Object.hasOwn(FACTS, name);
}

export function definitionOf(name: FactName): FactDefinition {
  return FACTS[name];
}

const LASTING = new Set(['portal', DECLARED, 'registrar', 'inn', 'ogrn', 'dictionary']);
/** Data of a register older than this are not relied on (domain.md §11.1). */
export const FRESH_DAYS = 40;

/** Whether a fact of this source grows old: those of registers do. */
export function growsOld(source: string): boolean {
  return !LASTING.has(source);
}

/** Whether a value from outside is of the fact's type: what a register or a person hands in is not trusted. */
export function isValueOf(name: FactName, value: unknown): value is FactValue {
  const { type, values } = definitionOf(name);
  return CHECKS[type](value) && (values === undefined || values.includes(String(value)));
}

const DATE = /^[1-9]\d{3}-\d{2}-\d{2}$/;
const OKVED = /^\d{2}(\.\d{1,2}|\.\d{2}\.\d{1,2})?$/;
const isDate = (value: unknown): value is string =>
  typeof value === 'string' && DATE.test(value) && !Number.isNaN(Date.parse(value));
const isOkved = (value: unknown): value is string => typeof value === 'string' && OKVED.test(value);
const isList = (value: unknown, each: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(each);

const CHECKS: Readonly<Record<FactType, (value: unknown) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  number: (value) => Number.isSafeInteger(value),
  date: isDate,
  code: (value) => typeof value === 'string' && value !== '',
  codes: (value) => isList(value, (one) => typeof one === 'string'),
  okved: isOkved,
  okveds: (value) => isList(value, isOkved),
  records: (value) => isList(value, isRecord),
};

/** The checks of `SupportRecord`, by field. */
const RECORD: Readonly<Record<keyof SupportRecord, (value: unknown) => boolean>> = {
  number: (value) => typeof value === 'string',
  on: isDate,
  until: (value) => value === null || isDate(value),
  ended: (value) => typeof value === 'boolean',
  measure: (value) => value === null || typeof value === 'string',
  kind: (value) => value === null || typeof value === 'string',
  title: (value) => value === null || typeof value === 'string',
  kopecks: (value) => Number.isSafeInteger(value),
  violation: (value) => typeof value === 'boolean',
  misuse: (value) => typeof value === 'boolean',
};

function isRecord(value: unknown): value is SupportRecord {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.entries(RECORD).every(([name, check]) => check(fields.get(name)));
}
