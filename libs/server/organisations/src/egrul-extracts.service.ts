import { Injectable } from '@nestjs/common';

import {
  Audit,
  Clock,
  Database,
  newId,
  RequestError,
  type Actor,
  type FieldProblem,
  type Tx,
} from '@okno/server/core';
import { checkOkved, checkPersonName, type Checked } from '@okno/shared/identifiers';
import { localDate, plusDays, type LocalDate } from '@okno/shared/work-calendar';

import type { EgrulExtractRow } from './egrul-extract.entity';
import { tidy } from './organisation.card';
import { OrganisationError } from './organisation.errors';
import { OrganisationsRepository } from './organisations.repository';
import { RepresentativesRepository } from './representatives.repository';

/** An extract older than this is not taken (forms.md §1.6, D-EGRUL). */
const MAX_AGE_DAYS = 30;
/** Where a day of Russia begins first: an extract of this morning there is not of tomorrow. */
const FIRST_ZONE = 'Asia/Kamchatka';

/** What a registrar reads in an extract. */
export type ReadExtract = Pick<
  EgrulExtractRow,
  'number' | 'asOf' | 'registeredOn' | 'status' | 'okvedMain' | 'headName'
>;

/** The newest extract of an organisation, with who vouches for it. */
export type EgrulExtract = Omit<EgrulExtractRow, 'id'>;

/** ЕГРЮЛ is not connected: a person reads the extract, and what he has read is a fact with its day and his name. */
@Injectable()
export class EgrulExtracts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly organisations: OrganisationsRepository,
    private readonly representatives: RepresentativesRepository,
  ) {}

  /** Of each organisation that has one: the extract of the latest day, of equal ones the one confirmed last. */
  newest(organisationIds: readonly string[], tx: Tx | Database = this.db): Promise<EgrulExtract[]> {
    return tx.named<EgrulExtract & Record<string, unknown>>(
      'egrul-extract-newest',
      `SELECT DISTINCT ON (organisation_id) organisation_id AS "organisationId", number, as_of AS "asOf",
         registered_on AS "registeredOn", status, okved_main AS "okvedMain", head_name AS "headName",
         confirmed_by AS "confirmedBy", confirmed_at AS "confirmedAt"
       FROM egrul_extract WHERE organisation_id = ANY($1::uuid[])
       ORDER BY organisation_id, as_of DESC, confirmed_at DESC`,
      [organisationIds],
    );
  }

  /**
   * The registrar vouches for what stands in an extract. The card stays what it is: where they differ, a person decides.
   * @throws RequestError request.invalid; OrganisationError organisation.not_found, organisation.own_card when the
   * actor acts for it himself, organisation.not_in_egrul for one of a kind that has no number there
   */
  async confirm(actor: Actor, organisationId: string, read: ReadExtract): Promise<void> {
    const now = this.clock.now();
    const { values, problems } = checkedExtract(read, localDate(now, FIRST_ZONE));
    if (problems.length > 0) {
      throw new RequestError('request.invalid', {}, problems);
    }
    await this.db.transaction(async (tx) => {
      const card = await this.organisations.lock(tx, organisationId);
      if (!card) {
        throw new OrganisationError('organisation.not_found');
      }
      if (card.ogrn === null) {
        throw new OrganisationError('organisation.not_in_egrul');
      }
      const people = await this.representatives.ofOrganisations([organisationId], tx);
      if (people.some((one) => one.accountId === actor.accountId)) {
        throw new OrganisationError('organisation.own_card');
      }
      await tx.query(
        `INSERT INTO egrul_extract (id, organisation_id, number, as_of, registered_on, status, okved_main, head_name,
           confirmed_by, confirmed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          newId(),
          organisationId,
          values.number,
          values.asOf,
          values.registeredOn,
          values.status,
          values.okvedMain,
          values.headName,
          actor.accountId,
          now,
        ],
      );
      const { headName: _person, ...facts } = values;
      await this.audit.record(tx, {
        actor,
        action: 'organisation.confirm_extract',
        subject: { type: 'organisation', id: organisationId },
        data: facts,
      });
    });
  }
}

/** Dates are compared as text: both are `YYYY-MM-DD`. */
function checkedExtract(
  read: ReadExtract,
  today: LocalDate,
): { values: ReadExtract; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const take = (path: string, checked: Checked<string>): string => {
    if (!checked.ok) {
      problems.push({ path, code: checked.code });
    }
    return checked.ok ? checked.value : '';
  };
  const values: ReadExtract = {
    number: tidy(read.number),
    asOf: read.asOf,
    registeredOn: read.registeredOn,
    status: read.status,
    okvedMain: take('okvedMain', checkOkved(tidy(read.okvedMain))),
    headName: take('headName', checkPersonName(tidy(read.headName))),
  };
  if (values.number === '') {
    problems.push({ path: 'number', code: 'REQUIRED' });
  }
  if (values.asOf > today) {
    problems.push({ path: 'asOf', code: 'DATE_IN_FUTURE' });
  } else if (values.asOf < plusDays(today, -MAX_AGE_DAYS)) {
    problems.push({ path: 'asOf', code: 'EXTRACT_OLD', params: { days: MAX_AGE_DAYS } });
  }
  if (values.registeredOn > values.asOf) {
    problems.push({ path: 'registeredOn', code: 'AFTER_EXTRACT' });
  }
  return { values, problems };
}
