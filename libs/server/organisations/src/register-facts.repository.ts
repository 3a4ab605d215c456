import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { RegisterSetRow, RegisterSmeRow, RegisterSupportRow } from './register-facts.entity';
import type { RegisterCode, SmeRecord, SupportRecord } from './register-records';

/** What a batch of records did. `outdated` ones are older than what is known and changed nothing. */
export interface StoredCounts {
  added: number;
  changed: number;
  unchanged: number;
  outdated: number;
}

/** A support with its names. */
export type ListedSupport = Omit<RegisterSupportRow, 'inn' | 'importId'> & {
  formName: string | null;
  kindName: string | null;
  providerName: string | null;
};

/** The newest set of a register that was loaded to its end. */
export type WholeSet = Pick<RegisterSetRow, 'importId' | 'asOf'>;

/** What the registers tell of one ИНН; supports latest decision first, those that the newest set left out not. */
interface Told {
  smeSet: WholeSet | null;
  supportSet: WholeSet | null;
  sme: RegisterSmeRow | null;
  supports: ListedSupport[];
}

const WHOLE_SET = `SELECT import_id, as_of FROM register_set WHERE whole AND register =`;
const NEWEST = `ORDER BY as_of DESC, loaded_at DESC LIMIT 1`;
const SET = `json_build_object('importId', import_id, 'asOf', as_of)`;
const TOLD = `
  WITH sme_set AS (${WHOLE_SET} 'rsmp' ${NEWEST}), support_set AS (${WHOLE_SET} 'rsmppp' ${NEWEST}),
  listed AS (
    SELECT s.* FROM register_support s LEFT JOIN support_set w ON true
    WHERE s.inn = $1 AND (w.import_id IS NULL OR s.import_id = w.import_id OR s.as_of >= w.as_of)
    ORDER BY s.decided_on DESC NULLS LAST, s.key LIMIT $2)
  SELECT (SELECT ${SET} FROM sme_set) AS "smeSet", (SELECT ${SET} FROM support_set) AS "supportSet",
    (SELECT json_build_object('inn', inn, 'ogrn', ogrn, 'fullName', full_name, 'shortName', short_name,
        'category', category, 'since', since, 'newlyFounded', newly_founded, 'socialEnterprise', social_enterprise,
        'regionCode', region_code, 'okvedMain', okved_main, 'okvedExtra', okved_extra, 'employees', employees,
        'asOf', as_of, 'importId', import_id)
      FROM register_sme WHERE inn = $1) AS sme,
    coalesce((SELECT json_agg(json_build_object('key', s.key, 'number', s.number, 'formCode', s.form_code,
        'formName', f.name, 'kindCode', s.kind_code, 'kindName', k.name, 'category', s.category,
        'decidedOn', s.decided_on, 'until', s.until, 'endedOn', s.ended_on, 'amountKopecks', s.amount_kopecks,
        'size', s.size, 'unit', s.unit, 'providerInn', s.provider_inn, 'providerName', p.name,
        'violation', s.violation, 'asOf', s.as_of) ORDER BY s.decided_on DESC NULLS LAST, s.key)
      FROM listed s
      LEFT JOIN register_name f ON f.kind = 'FORM' AND f.code = s.form_code
      LEFT JOIN register_name k ON k.kind = 'KIND' AND k.code = s.kind_code
      LEFT JOIN register_name p ON p.kind = 'PROVIDER' AND p.code = s.provider_inn), '[]') AS supports`;

const COUNTED = `
  SELECT (SELECT count(*) FROM incoming) - (SELECT count(*) FROM before) AS added,
    (SELECT count(*) FROM before WHERE differs AND NOT newer) AS changed,
    (SELECT count(*) FROM before WHERE NOT differs AND NOT newer) AS unchanged,
    (SELECT count(*) FROM before WHERE newer) AS outdated`;

// Rows are written in the order of their keys, so two imports at once wait for each other and never cross.
const STORE_SME = `
  WITH incoming AS (
    SELECT * FROM json_to_recordset($1::json) AS x(inn text, ogrn text, "fullName" text, "shortName" text, category text,
      since date, "newlyFounded" boolean, "socialEnterprise" boolean, "regionCode" text, "okvedMain" text,
      "okvedExtra" text[], employees integer, "asOf" date)),
  before AS (
    SELECT r.as_of > i."asOf" AS newer,
      (r.ogrn, r.full_name, r.short_name, r.category, r.since, r.newly_founded, r.social_enterprise, r.region_code,
        r.okved_main, r.okved_extra, r.employees) IS DISTINCT FROM
      (i.ogrn, i."fullName", i."shortName", i.category, i.since, i."newlyFounded", i."socialEnterprise", i."regionCode",
        i."okvedMain", i."okvedExtra", i.employees) AS differs
    FROM incoming i JOIN register_sme r USING (inn)),
  written AS (
    INSERT INTO register_sme AS r (inn, ogrn, full_name, short_name, category, since, newly_founded, social_enterprise,
      region_code, okved_main, okved_extra, employees, as_of, import_id)
    SELECT inn, ogrn, "fullName", "shortName", category, since, "newlyFounded", "socialEnterprise", "regionCode",
      "okvedMain", "okvedExtra", employees, "asOf", $2 FROM incoming ORDER BY inn
    ON CONFLICT (inn) DO UPDATE SET ogrn = EXCLUDED.ogrn, full_name = EXCLUDED.full_name,
      short_name = EXCLUDED.short_name, category = EXCLUDED.category, since = EXCLUDED.since,
      newly_founded = EXCLUDED.newly_founded, social_enterprise = EXCLUDED.social_enterprise,
      region_code = EXCLUDED.region_code, okved_main = EXCLUDED.okved_main, okved_extra = EXCLUDED.okved_extra,
      employees = EXCLUDED.employees, as_of = EXCLUDED.as_of, import_id = EXCLUDED.import_id
    WHERE r.as_of <= EXCLUDED.as_of)
  ${COUNTED}`;

const STORE_SUPPORT = `
  WITH incoming AS (
    SELECT * FROM json_to_recordset($1::json) AS x(inn text, key text, number text, "formCode" text, "kindCode" text,
      category text, "decidedOn" date, until date, "endedOn" date, "amountKopecks" bigint, size text, unit text,
      "providerInn" text, violation boolean, "asOf" date)),
  before AS (
    SELECT r.as_of > i."asOf" AS newer,
      (r.number, r.form_code, r.kind_code, r.category, r.decided_on, r.until, r.ended_on, r.amount_kopecks, r.size,
        r.unit, r.provider_inn, r.violation) IS DISTINCT FROM
      (i.number, i."formCode", i."kindCode", i.category, i."decidedOn", i.until, i."endedOn", i."amountKopecks", i.size,
        i.unit, i."providerInn", i.violation) AS differs
    FROM incoming i JOIN register_support r USING (inn, key)),
  written AS (
    INSERT INTO register_support AS r (inn, key, number, form_code, kind_code, category, decided_on, until, ended_on,
      amount_kopecks, size, unit, provider_inn, violation, as_of, import_id)
    SELECT inn, key, number, "formCode", "kindCode", category, "decidedOn", until, "endedOn", "amountKopecks", size,
      unit, "providerInn", violation, "asOf", $2 FROM incoming ORDER BY inn, key
    ON CONFLICT (inn, key) DO UPDATE SET number = EXCLUDED.number, form_code = EXCLUDED.form_code,
      kind_code = EXCLUDED.kind_code, category = EXCLUDED.category, decided_on = EXCLUDED.decided_on,
      until = EXCLUDED.until, ended_on = EXCLUDED.ended_on, amount_kopecks = EXCLUDED.amount_kopecks,
      size = EXCLUDED.size, unit = EXCLUDED.unit, provider_inn = EXCLUDED.provider_inn,
      violation = EXCLUDED.violation, as_of = EXCLUDED.as_of, import_id = EXCLUDED.import_id
    WHERE r.as_of <= EXCLUDED.as_of)
  ${COUNTED}`;

/** Rows of `register_sme`, `register_support`, `register_name` and `register_set`. */
@Injectable()
export class RegisterFactsRepository {
  constructor(private readonly db: Database) {}

  /** Each ИНН may be there once. */
  async storeSme(tx: Tx, records: readonly SmeRecord[], importId: string): Promise<StoredCounts> {
    return counted(
      await tx.named<StoredCounts>('register-sme-store', STORE_SME, [
        JSON.stringify(records),
        importId,
      ]),
    );
  }

  /** Each ИНН with the same key may be there once. */
  async storeSupports(
    tx: Tx,
    records: readonly SupportRecord[],
    importId: string,
  ): Promise<StoredCounts> {
    return counted(
      await tx.named<StoredCounts>('register-support-store', STORE_SUPPORT, [
        JSON.stringify(records),
        importId,
      ]),
    );
  }

  async storeNames(
    tx: Tx,
    names: readonly { kind: string; code: string; name: string }[],
  ): Promise<void> {
    await tx.named(
      'register-name-store',
      `INSERT INTO register_name AS n (kind, code, name)
       SELECT kind, code, name FROM json_to_recordset($1::json) AS x(kind text, code text, name text) ORDER BY kind, code
       ON CONFLICT (kind, code) DO UPDATE SET name = EXCLUDED.name WHERE n.name <> EXCLUDED.name`,
      [JSON.stringify(names)],
    );
  }

  async addSet(tx: Tx, set: RegisterSetRow): Promise<void> {
    await tx.query(
      `INSERT INTO register_set (import_id, register, as_of, whole, loaded_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (import_id) DO UPDATE SET as_of = EXCLUDED.as_of, whole = EXCLUDED.whole, loaded_at = EXCLUDED.loaded_at`,
      [set.importId, set.register, set.asOf, set.whole, set.loadedAt],
    );
  }

  /** The newest whole set of a register; null before one is loaded. */
  async latestWhole(register: RegisterCode): Promise<RegisterSetRow | null> {
    const [set] = await this.db.named<RegisterSetRow>(
      'register-set-latest',
      `SELECT import_id AS "importId", register, as_of AS "asOf", whole, loaded_at AS "loadedAt" FROM register_set
       WHERE register = $1 AND whole ORDER BY as_of DESC, loaded_at DESC LIMIT 1`,
      [register],
    );
    return set ?? null;
  }

  async sme(inns: readonly string[]): Promise<RegisterSmeRow[]> {
    return this.db.named<RegisterSmeRow>(
      'register-sme-find',
      `SELECT inn, ogrn, full_name AS "fullName", short_name AS "shortName", category, since,
         newly_founded AS "newlyFounded", social_enterprise AS "socialEnterprise", region_code AS "regionCode",
         okved_main AS "okvedMain", okved_extra AS "okvedExtra", employees, as_of AS "asOf", import_id AS "importId"
       FROM register_sme WHERE inn = ANY($1::text[])`,
      [inns],
    );
  }

  /** Everything about one ИНН, in one question: a filing waits for the answer. */
  async told(inn: string, mostSupports: number, sql: Tx | Database = this.db): Promise<Told> {
    const [row] = await sql.named<Told>('register-told', TOLD, [inn, mostSupports]);
    return row ?? { smeSet: null, supportSet: null, sme: null, supports: [] };
  }
}

function counted([counts]: StoredCounts[]): StoredCounts {
  return counts ?? { added: 0, changed: 0, unchanged: 0, outdated: 0 };
}
