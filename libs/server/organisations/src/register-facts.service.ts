import { Injectable } from '@nestjs/common';

import { Clock, type Tx } from '@okno/server/core';

import type { RegisterSmeRow } from './register-facts.entity';
import {
  RegisterFactsRepository,
  type ListedSupport,
  type StoredCounts,
  type WholeSet,
} from './register-facts.repository';
import type { RegisterCode, SmeRecord, SupportRecord } from './register-records';
import { withRussianQuotes } from './register-names';

/** More supports than anybody has to judge; the latest decisions are kept. */
const MAX_SUPPORTS = 500;

/** One thing that a register tells: the day is that of the statement (ДатаСост), not of loading. */
export interface RegisterFact<T> {
  value: T;
  source: RegisterCode;
  asOf: string;
}

/** What the registers tell of one ИНН. Null: not told, or the register was never loaded; nobody may take it for «no». */
export interface RegisterFacts {
  inn: string;
  /** NOT_SME: a whole set was loaded and the ИНН is not in it. */
  smeCategory: RegisterFact<'MICRO' | 'SMALL' | 'MEDIUM' | 'NOT_SME'> | null;
  smeSince: RegisterFact<string> | null;
  ogrn: RegisterFact<string> | null;
  /** Never of a person. */
  fullName: RegisterFact<string> | null;
  shortName: RegisterFact<string> | null;
  okvedMain: RegisterFact<string> | null;
  okvedExtra: RegisterFact<string[]> | null;
  regionCode: RegisterFact<string> | null;
  employees: RegisterFact<number> | null;
  newlyFounded: RegisterFact<boolean> | null;
  socialEnterprise: RegisterFact<boolean> | null;
  /** Latest decisions first; an empty list: a whole set was loaded and the ИНН is not in it. */
  supports: RegisterFact<ListedSupport[]> | null;
}

/** Whether, at the end of a set, it is known who is not in the register. */
export interface LoadedSet {
  importId: string;
  register: RegisterCode;
  asOf: string;
  whole: boolean;
}

const NOTHING: SmeFacts = {
  smeCategory: null,
  smeSince: null,
  ogrn: null,
  fullName: null,
  shortName: null,
  okvedMain: null,
  okvedExtra: null,
  regionCode: null,
  employees: null,
  newlyFounded: null,
  socialEnterprise: null,
};

/** Facts from registers by ИНН, also of those who are no users of the portal. */
@Injectable()
export class RegisterFactsService {
  constructor(
    private readonly rows: RegisterFactsRepository,
    private readonly clock: Clock,
  ) {}

  /** Everything the loaded registers tell of this ИНН. An ИНН that nobody has is simply not told of. */
  async registerFacts(inn: string, tx?: Tx): Promise<RegisterFacts> {
    const { smeSet, supportSet, sme, supports } = await this.rows.told(inn, MAX_SUPPORTS, tx);
    return { inn, ...smeFacts(sme, smeSet), supports: supportFact(supports, supportSet) };
  }

  /** The same of many, without supports. Only those that the register has, or had, a row of. */
  async smeFacts(inns: readonly string[]): Promise<Map<string, Omit<RegisterFacts, 'supports'>>> {
    const set = await this.rows.latestWhole('rsmp');
    const rows = await this.rows.sme(inns);
    return new Map(rows.map((row) => [row.inn, { inn: row.inn, ...smeFacts(row, set) }]));
  }

  /** Takes records over. Each ИНН may be in one batch once. Older statements never replace newer ones. */
  storeSme(tx: Tx, records: readonly SmeRecord[], importId: string): Promise<StoredCounts> {
    return this.rows.storeSme(tx, records, importId);
  }

  /** The same for supports, with the names of forms, kinds and providers. */
  async storeSupports(
    tx: Tx,
    records: readonly SupportRecord[],
    importId: string,
  ): Promise<StoredCounts> {
    await this.rows.storeNames(tx, namesIn(records));
    return this.rows.storeSupports(tx, records, importId);
  }

  /** A set was read to its end: from now on its absences count, where it is whole. */
  async complete(tx: Tx, set: LoadedSet): Promise<void> {
    await this.rows.addSet(tx, { ...set, loadedAt: this.clock.now() });
  }
}

type SmeFacts = Omit<RegisterFacts, 'inn' | 'supports'>;

function smeFacts(row: RegisterSmeRow | null, whole: WholeSet | null): SmeFacts {
  if (row === null) {
    return { ...NOTHING, smeCategory: notListed(whole) };
  }
  const listed = whole === null || row.importId === whole.importId || row.asOf >= whole.asOf;
  const fact = <T>(value: T | null): RegisterFact<T> | null =>
    value === null ? null : { value, source: 'rsmp', asOf: row.asOf };
  const name = (value: string | null): RegisterFact<string> | null =>
    fact(value === null ? null : withRussianQuotes(value));
  return {
    smeCategory: listed ? fact(row.category) : notListed(whole),
    smeSince: listed ? fact(row.since) : null,
    ogrn: fact(row.ogrn),
    fullName: name(row.fullName),
    shortName: name(row.shortName),
    okvedMain: fact(row.okvedMain),
    okvedExtra: fact(row.okvedExtra),
    regionCode: fact(row.regionCode),
    employees: fact(row.employees),
    newlyFounded: listed ? fact(row.newlyFounded) : null,
    socialEnterprise: listed ? fact(row.socialEnterprise) : null,
  };
}

/** Only a whole set says of somebody that he is no small business. */
function notListed(whole: WholeSet | null): SmeFacts['smeCategory'] {
  return whole === null ? null : { value: 'NOT_SME', source: 'rsmp', asOf: whole.asOf };
}

function supportFact(supports: ListedSupport[], whole: WholeSet | null): RegisterFacts['supports'] {
  const days = [...supports.map(({ asOf }) => asOf), ...(whole === null ? [] : [whole.asOf])];
  const asOf = days.sort().at(-1);
  return asOf === undefined ? null : { value: supports, source: 'rsmppp', asOf };
}

function namesIn(
  records: readonly SupportRecord[],
): { kind: string; code: string; name: string }[] {
  const names = new Map<string, { kind: string; code: string; name: string }>();
  const note = (kind: string, code: string | null, name: string | null): void => {
    if (code !== null && name !== null) {
      names.set(`${kind} ${code}`, { kind, code, name });
    }
  };
  for (const record of records) {
    note('FORM', record.formCode, record.formName);
    note('KIND', record.kindCode, record.kindName);
    note('PROVIDER', record.providerInn, record.providerName);
  }
  return [...names.values()];
}
