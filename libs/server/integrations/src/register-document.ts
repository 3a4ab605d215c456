import { createHash } from 'node:crypto';

import {
  REGISTER_CATEGORIES,
  SUPPORT_UNITS,
  type RegisterCode,
  type SmeRecord,
  type SupportRecord,
} from '@okno/server/organisations';
import { checkInn, checkOgrn, checkOkved, type Checked } from '@okno/shared/identifiers';

import type { XmlElement } from './register-xml';

/** ТипИнф of the files of each register (domain §11.1, §11.2). */
export const REGISTER_KINDS: Readonly<Record<string, RegisterCode>> = {
  РЕЕСТРМСП: 'rsmp',
  'РЕЕСТРМСП-ПП': 'rsmppp',
};

/** Why a document is left out. */
export type Rejection =
  | 'SUBJECT_MISSING'
  | 'INN_FORMAT'
  | 'INN_LENGTH'
  | 'INN_KIND'
  | 'INN_REGION'
  | 'INN_CHECKSUM'
  | 'CATEGORY_UNKNOWN'
  | 'AS_OF_MISSING'
  | 'AS_OF_FUTURE'
  | 'SUPPORT_MISSING';

/** What a document says: its records, or why it is left out; and which fields could not be read and stay empty. */
export interface Reading<R> {
  records: R[];
  rejected: Rejection | null;
  blank: string[];
}

/** Days that bound what can be meant: ДатаСост is at most `latest`; where a document has none, `fallback` stands. */
export interface ReadingDays {
  latest: string;
  fallback: string | null;
}

const MAX_NAME = 1000;
const MAX_OKVEDS = 300;

/** A document of the register of small businesses. Lenient: only ИНН, category and date must be there. */
export function readSme(document: XmlElement, days: ReadingDays): Reading<SmeRecord> {
  const blank: string[] = [];
  const subject = child(document, 'ОргВклМСП') ?? child(document, 'ИПВклМСП');
  if (subject === undefined) {
    return refused('SUBJECT_MISSING');
  }
  const legal = subject.name === 'ОргВклМСП';
  const inn = checkInn(
    attribute(subject, legal ? 'ИННЮЛ' : 'ИННФЛ'),
    legal ? 'ORGANISATION' : 'PERSON',
  );
  const category = REGISTER_CATEGORIES[Number(attribute(document, 'КатСубМСП')) - 1];
  const asOf = asOfDay(document, days);
  if (!inn.ok) {
    return refused(inn.code);
  }
  if (category === undefined) {
    return refused('CATEGORY_UNKNOWN');
  }
  if ('rejected' in asOf) {
    return refused(asOf.rejected);
  }
  const read = new Fields(document, blank);
  const ogrn = attribute(subject, legal ? 'ОГРН' : 'ОГРНИП');
  const fullName = legal ? text(subject, 'НаимОрг') : null;
  const record: SmeRecord = {
    inn: inn.value,
    ogrn: read.checked(ogrn, 'ОГРН', (value) =>
      checkOgrn(value, legal ? 'ORGANISATION' : 'PERSON'),
    ),
    fullName,
    shortName: legal ? (text(subject, 'НаимОргСокр') ?? fullName) : null,
    category,
    since: read.day('ДатаВклМСП'),
    newlyFounded: read.flag('ПризНовМСП'),
    socialEnterprise: read.flag('СведСоцПред'),
    regionCode: regionOf(document, blank),
    ...okvedsOf(document, read),
    employees: read.count('ССЧР'),
    asOf: asOf.day,
  };
  return { records: [record], rejected: null, blank };
}

/** A document of the register of recipients: one recipient with everything given to him. */
export function readSupports(document: XmlElement, days: ReadingDays): Reading<SupportRecord> {
  const blank: string[] = [];
  const subject = child(document, 'СвЮЛ') ?? child(document, 'СвФЛ');
  if (subject === undefined) {
    return refused('SUBJECT_MISSING');
  }
  const legal = subject.name === 'СвЮЛ';
  const inn = checkInn(
    attribute(subject, legal ? 'ИННЮЛ' : 'ИННФЛ'),
    legal ? 'ORGANISATION' : 'PERSON',
  );
  if (!inn.ok) {
    return refused(inn.code);
  }
  const asOf = asOfDay(document, days);
  if ('rejected' in asOf) {
    return refused(asOf.rejected);
  }
  const given = document.children.filter(({ name }) => name === 'СвПредПод');
  if (given.length === 0) {
    return refused('SUPPORT_MISSING');
  }
  const records = new Map<string, SupportRecord>();
  for (const support of given) {
    const record = supportOf(inn.value, support, asOf.day, blank);
    records.set(record.key, record);
  }
  return { records: [...records.values()], rejected: null, blank };
}

function supportOf(inn: string, support: XmlElement, asOf: string, blank: string[]): SupportRecord {
  const read = new Fields(support, blank);
  const form = child(support, 'ФормПод');
  const kind = child(support, 'ВидПод');
  const provider = attribute(support, 'ИННЮЛ');
  const record = {
    inn,
    number: text(support, 'НомерПод')?.slice(0, 100) ?? null,
    formCode: codeOf(form, 'КодФорм', blank),
    formName: form ? text(form, 'НаимФорм') : null,
    kindCode: codeOf(kind, 'КодВид', blank),
    kindName: kind ? text(kind, 'НаимВид') : null,
    category: categoryThen(attribute(support, 'КатСуб')),
    decidedOn: read.day('ДатаПрин'),
    until: read.day('СрокПод'),
    endedOn: read.day('ДатаПрекр'),
    ...sizesOf(support, blank),
    providerInn: read.checked(provider, 'ИННЮЛ', (value) => checkInn(value, 'ORGANISATION')),
    providerName: text(support, 'НаимОрг'),
    violation: violationOf(support),
    asOf,
  };
  return { ...record, key: keyOf(record) };
}

/** Older sets give no number: then what does not change about a support tells it from others. */
function keyOf(record: Omit<SupportRecord, 'key'>): string {
  if (record.number !== null) {
    return `n:${record.number}`;
  }
  const { providerInn, decidedOn, until, formCode, kindCode, amountKopecks, size } = record;
  const parts = [providerInn, decidedOn, until, formCode, kindCode, amountKopecks, size];
  return `h:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}`;
}

function categoryThen(code: string): SupportRecord['category'] {
  return code === '4' ? 'NONE' : (REGISTER_CATEGORIES[Number(code) - 1] ?? null);
}

/** A code of four digits as the register writes it; with fewer, zeros in front were lost. */
function codeOf(element: XmlElement | undefined, name: string, blank: string[]): string | null {
  const code = element ? attribute(element, name) : '';
  if (code === '') {
    return null;
  }
  if (!/^\d{1,4}$/.test(code)) {
    blank.push(name);
    return null;
  }
  return code.padStart(4, '0');
}

function sizesOf(
  support: XmlElement,
  blank: string[],
): Pick<SupportRecord, 'amountKopecks' | 'size' | 'unit'> {
  const found: Pick<SupportRecord, 'amountKopecks' | 'size' | 'unit'> = {
    amountKopecks: null,
    size: null,
    unit: null,
  };
  for (const one of support.children.filter(({ name }) => name === 'РазмПод')) {
    const size = attribute(one, 'РазмПод').replace(',', '.');
    const unit = SUPPORT_UNITS[Number(attribute(one, 'ЕдПод')) - 1];
    if (!/^\d{1,13}(\.\d{1,4})?$/.test(size) || unit === undefined) {
      if (size !== '') {
        blank.push('РазмПод');
      }
    } else if (unit === 'ROUBLE') {
      found.amountKopecks = (found.amountKopecks ?? 0) + kopecksOf(size);
    } else if (found.size === null) {
      found.size = size;
      found.unit = unit;
    }
  }
  return found;
}

/** The register writes roubles with two digits after the point; what is finer is no money and is cut off. */
function kopecksOf(roubles: string): number {
  const [whole = '0', part = ''] = roubles.split('.');
  return Number(whole) * 100 + Number(part.slice(0, 2).padEnd(2, '0'));
}

/** ИнфНаруш is an attribute of the support, in older sets of an element inside it that also tells of misuse. */
function violationOf(support: XmlElement): boolean | null {
  const older = child(support, 'ИнфНаруш');
  const told = [
    attribute(support, 'ИнфНаруш'),
    ...(older ? [attribute(older, 'ИнфНаруш'), attribute(older, 'ИнфНецел')] : []),
  ].filter((value) => value !== '');
  const named = support.children.some(({ name }) => name === 'Нарушения');
  return told.includes('1') || named ? true : told.includes('2') ? false : null;
}

function regionOf(document: XmlElement, blank: string[]): string | null {
  const place = child(document, 'СведМН');
  const code = place ? attribute(place, 'КодРегион') : '';
  if (code === '') {
    return null;
  }
  const region = code.padStart(2, '0');
  if (!/^(?!00)\d{2}$/.test(region)) {
    blank.push('КодРегион');
    return null;
  }
  return region;
}

function okvedsOf(document: XmlElement, read: Fields): Pick<SmeRecord, 'okvedMain' | 'okvedExtra'> {
  const all = child(document, 'СвОКВЭД')?.children ?? [];
  const codes = (name: string): string[] =>
    all
      .filter((one) => one.name === name)
      .slice(0, MAX_OKVEDS)
      .flatMap((one) => read.checked(attribute(one, 'КодОКВЭД'), 'КодОКВЭД', checkOkved) ?? []);
  const [okvedMain = null] = codes('СвОКВЭДОсн');
  const extra = new Set(codes('СвОКВЭДДоп').filter((code) => code !== okvedMain));
  return { okvedMain, okvedExtra: [...extra] };
}

/** Reads attributes of one element; what is there and makes no sense is noted in `blank` and left empty. */
class Fields {
  constructor(
    private readonly element: XmlElement,
    private readonly blank: string[],
  ) {}

  checked(value: string, name: string, check: (value: string) => Checked<string>): string | null {
    return this.noted(value, name, (given) => {
      const checked = check(given);
      return checked.ok ? checked.value : undefined;
    });
  }

  day(name: string): string | null {
    return this.noted(attribute(this.element, name), name, isoDay);
  }

  /** 1 is yes, 2 is no. */
  flag(name: string): boolean | null {
    return this.noted(attribute(this.element, name), name, (value) =>
      value === '1' ? true : value === '2' ? false : undefined,
    );
  }

  count(name: string): number | null {
    return this.noted(attribute(this.element, name), name, (value) =>
      /^\d{1,7}$/.test(value) ? Number(value) : undefined,
    );
  }

  private noted<T>(value: string, name: string, read: (value: string) => T | undefined): T | null {
    const known = value === '' ? undefined : read(value);
    if (known === undefined && value !== '') {
      this.blank.push(name);
    }
    return known ?? null;
  }
}

function asOfDay(
  document: XmlElement,
  days: ReadingDays,
): { day: string } | { rejected: Rejection } {
  const day = isoDay(attribute(document, 'ДатаСост')) ?? days.fallback;
  if (day === null) {
    return { rejected: 'AS_OF_MISSING' };
  }
  // A date to come would make what it stands on look fresh for ever.
  return day > days.latest ? { rejected: 'AS_OF_FUTURE' } : { day };
}

/** `ДД.ММ.ГГГГ`, or the same in ISO; undefined for a day that does not exist. */
export function isoDay(value: string): string | undefined {
  const written = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(value);
  const iso = written ? `${written[3]}-${written[2]}-${written[1]}` : value.slice(0, 10);
  if (!/^(19|20|99)\d{2}-\d{2}-\d{2}$/.test(iso)) {
    return undefined;
  }
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}

function refused(rejected: Rejection): Reading<never> {
  return { records: [], rejected, blank: [] };
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

function attribute(element: XmlElement, name: string): string {
  return (element.attributes[name] ?? '').trim();
}

/** Text for a name on a screen: one line, no controls, not endless. */
function text(element: XmlElement, name: string): string | null {
  const value = attribute(element, name)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);
  return value === '' ? null : value;
}
