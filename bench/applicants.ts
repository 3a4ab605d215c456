/* eslint-disable @nx/enforce-module-boundaries -- the launchers of tools/ are scripts, not a lib; the drivers of apps/e2e are shared */
import { createHash } from 'node:crypto';

import type pg from 'pg';

import { someOrganisation } from '../apps/e2e/src/organisations';

/** A person with a company and a session, planted: registering thousands would measure argon2. */
export interface Planted {
  accountId: string;
  organisationId: string;
  cookie: string;
}

const BATCH = 500;

/** People who may file, each for a company of his own, with every consent given. */
export async function plantApplicants(
  db: pg.Pool,
  first: number,
  count: number,
): Promise<Planted[]> {
  const planted: Planted[] = [];
  for (let from = first; from < first + count; from += BATCH) {
    const numbers = Array.from(
      { length: Math.min(BATCH, first + count - from) },
      (_, at) => from + at,
    );
    const people = numbers.map((number) => ({
      ...someOrganisation(number),
      number,
      ...secretOf(number),
    }));
    const { rows } = await db.query<{ accountId: string; organisationId: string }>(PLANT, [
      JSON.stringify(people),
    ]);
    planted.push(...rows.map((row, at) => ({ ...row, cookie: cookieOf(numbers[at] ?? 0) })));
  }
  await db.query('ANALYZE account, session, organisation, organisation_representative, role_grant');
  return planted;
}

function cookieOf(number: number): string {
  return `okno_session=${String(number).padStart(43, 'a')}`;
}

function secretOf(number: number): { secret: string } {
  const secret = String(number).padStart(43, 'a');
  return { secret: createHash('sha256').update(secret).digest('hex') };
}

const PLANT = `
  WITH given AS (
    SELECT *, overlay(overlay(md5('account ' || number) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid AS account,
      overlay(overlay(md5('company ' || number) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid AS company
    FROM jsonb_to_recordset($1::jsonb) AS one (number int, secret text, inn text, ogrn text, kpp text, "fullName" text,
      "shortName" text, "okvedMain" text, "smeCategory" text, "addressLegal" text, "addressActual" text,
      "headName" text, "headPost" text, "regionCode" text)
  ), accounts AS (
    INSERT INTO account (id, email, email_key, password_hash, last_name, first_name, lang, email_notices, demo,
      created_at, updated_at, confirmed_at)
    SELECT account, 'bench-' || number || '@example.org', 'bench-' || number || '@example.org', '-', 'Пробная', 'Анна',
      'ru', false, true, now(), now(), now() FROM given
  ), sessions AS (
    INSERT INTO session (id, account_id, secret_hash, created_at, last_seen_at, expires_at, ends_at)
    SELECT gen_random_uuid(), account, decode(secret, 'hex'), now(), now() + interval '12 hours',
      now() + interval '5 days', now() + interval '5 days' FROM given
  ), roles AS (
    INSERT INTO role_grant (id, account_id, role, granted_by, granted_at)
    SELECT gen_random_uuid(), account, 'APPLICANT', account, now() FROM given
  ), consents AS (
    INSERT INTO consent (id, account_id, purpose, version, given_at, channel)
    SELECT gen_random_uuid(), account, purpose, max(version), now(), 'PORTAL' FROM given, consent_text
    GROUP BY account, purpose
  ), companies AS (
    INSERT INTO organisation (id, kind, inn, ogrn, kpp, full_name, short_name, okved_main, sme_category, address_legal,
      address_actual, head_name, head_post, region_code, state, source_code, source_as_of, revision, created_by,
      created_at, updated_at)
    SELECT company, 'LEGAL', inn, ogrn, kpp, "fullName", "shortName", "okvedMain", "smeCategory", "addressLegal",
      "addressActual", "headName", "headPost", "regionCode", 'CONFIRMED', 'registrar', '2026-01-01', 1, account, now(),
      now() FROM given
  ), places AS (
    INSERT INTO organisation_representative (id, organisation_id, account_id, basis, can_file, is_admin, first_claimant,
      state, created_at, confirmed_at)
    SELECT gen_random_uuid(), company, account, 'CHARTER', true, true, true, 'ACTIVE', now(), now() FROM given
  )
  SELECT account AS "accountId", company AS "organisationId" FROM given ORDER BY number`;
