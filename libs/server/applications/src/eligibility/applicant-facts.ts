import type { EgrulExtract, OrganisationCardData, RegisterFacts } from '@okno/server/organisations';
import type { Fact, Facts, SupportRecord } from '@okno/shared/eligibility';
import { innFacts } from '@okno/shared/identifiers';
import type { LocalDate } from '@okno/shared/work-calendar';

/** Whom a measure is asked for; only what may be known of him to who asks. */
export interface Applicant {
  inn: string;
  /** What he says of himself, or the registrar has confirmed; null for who is known by his ИНН alone. */
  card: OrganisationCardData | null;
  /** What open registers tell; null where nobody has asked them. */
  registers: RegisterFacts | null;
  /** What a registrar has read in an extract; null where nobody has, or it is nobody's business. */
  extract: EgrulExtract | null;
}

/** Facts about the applicant himself. A register's word on the category goes before his own. */
export function applicantFacts({ inn, card, registers, extract }: Applicant): Facts {
  const own = card === null ? {} : cardFacts(card);
  const told = registers === null ? {} : registerFacts(registers);
  return {
    ...compact({
      'org.inn': { value: inn, source: 'inn', asOf: null },
      'org.regionCode': regionOf(inn),
    }),
    ...told,
    ...own,
    ...(extract === null ? {} : extractFacts(extract)),
    ...compact({
      'sme.category': told['sme.category'] ?? own['sme.category'],
      'org.existsSince': told['org.existsSince'] ?? own['org.existsSince'],
    }),
  };
}

function cardFacts(card: OrganisationCardData): Facts {
  const { code: source, asOf } = card.source;
  const said = (value: string): Fact | undefined =>
    value === '' ? undefined : { value, source, asOf };
  return compact({
    'org.kind': said(card.kind),
    'org.regionCode': said(card.regionCode),
    'org.okvedMain': said(card.okvedMain),
    'org.existsSince': sinceYearOf(card.ogrn, source),
    'sme.category': said(card.smeCategory),
  });
}

/** A person has read it, so it is proof; it grows old as a register does. */
function extractFacts({ asOf, registeredOn, status, okvedMain }: EgrulExtract): Facts {
  const read = (value: string | boolean): Fact => ({ value, source: 'egrul-extract', asOf });
  return {
    'org.operating': read(status !== 'CEASED'),
    'org.solvent': read(status === 'OPERATING' || status === 'REORGANISING'),
    'org.registeredOn': read(registeredOn),
    'org.okvedMain': read(okvedMain),
  };
}

function registerFacts(registers: RegisterFacts): Facts {
  return compact({
    'org.regionCode': registers.regionCode ?? undefined,
    'org.okvedMain': registers.okvedMain ?? undefined,
    'org.okvedExtra': registers.okvedExtra ?? undefined,
    'org.existsSince': sinceYearOf(registers.ogrn?.value, 'ogrn'),
    'sme.category': registers.smeCategory ?? undefined,
    'sme.since': registers.smeSince ?? undefined,
    'support.register': supports(registers.supports),
  });
}

type Possible = Partial<Record<keyof Facts, Fact | undefined>>;

/** What is not known is absent: a missing fact is never taken for a good one. */
export function compact(facts: Possible): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

/** The first digits of an ИНН are those of the region it was given in; a foreigner's say nothing. */
function regionOf(inn: string): Fact | undefined {
  const { region, foreign } = innFacts(inn);
  return foreign ? undefined : { value: region, source: 'inn', asOf: null };
}

/**
 * Digits 2 and 3 of ОГРН and ОГРНИП are the year of the entry: on its last day the business surely existed.
 * @param source whose word the number is
 */
function sinceYearOf(ogrn: string | null | undefined, source: string): Fact | undefined {
  const year = /^[135](\d\d)/.exec(ogrn ?? '')?.[1];
  return year === undefined ? undefined : { value: `20${year}-12-31`, source, asOf: null };
}

function supports(told: RegisterFacts['supports']): Fact | undefined {
  return told === null
    ? undefined
    : { ...told, value: told.value.map((one) => recordOf(one, told.asOf)) };
}

type Listed = NonNullable<RegisterFacts['supports']>['value'][number];

/** A support given once has no term, so it does not run; where the day is not told, it is that of the statement. */
function recordOf(listed: Listed, asOf: LocalDate): SupportRecord {
  return {
    number: listed.number ?? '',
    on: listed.decidedOn ?? asOf,
    until: listed.until,
    ended: listed.until === null || (listed.endedOn !== null && listed.endedOn <= asOf),
    measure: null,
    kind: listed.kindCode,
    title: listed.kindName,
    kopecks: listed.amountKopecks ?? 0,
    violation: listed.violation === true,
    // The set does not say of which kind a violation was.
    misuse: false,
  };
}
