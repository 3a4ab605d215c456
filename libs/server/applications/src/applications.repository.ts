import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';
import type { Answers } from '@okno/shared/form-schema';

import { NO_TERM, type CaseRow, type FormChangeNote } from './case-row';
import { SecretAnswers } from './secret-answers';

const COLUMNS = `id, kind, state, revision, number, cluster_id AS "clusterId", organisation_id AS "organisationId",
  organisation_inn AS "organisationInn", organisation_name AS "organisationName",
  measure_version_id AS "measureVersionId", measure_code AS "measureCode", round_id AS "roundId",
  parent_id AS "parentId", created_by AS "createdBy", assignee_id AS "assigneeId", answers,
  answer_revisions AS "answerRevisions", prefill, unlocked, steps, pauses, return_round AS "returnRound", turn,
  due_on AS "dueOn", due_provisional AS "dueProvisional", cost_kopecks AS "costKopecks",
  requested_kopecks AS "requestedKopecks", approved_kopecks AS "approvedKopecks", submitted_at AS "submittedAt",
  registered_on AS "registeredOn", registered_provisional AS "registeredProvisional", decided_on AS "decidedOn",
  search_text AS "searchText", form_change AS "formChange", reuse, delete_at AS "deleteAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** One support that the portal has granted. */
export interface Granted {
  clusterId: string;
  number: string;
  measure: string;
  /** Local day of the decision. */
  on: string;
  ended: boolean;
  kopecks: number;
}

/** The index that keeps an organisation from two open requests for one measure. */
export const ONE_OPEN = 'application_one_open';

/** Where an application belongs and stands, without its answers. */
export type CasePosition = Pick<
  CaseRow,
  'id' | 'organisationId' | 'clusterId' | 'kind' | 'state' | 'measureVersionId' | 'roundId'
>;

/** What an organisation filed last in one application, or has written in a draft. */
export interface EarlierFiling {
  id: string;
  /** Null in a draft. */
  number: string | null;
  measureCode: string;
  measureVersionId: string;
  filedAt: Date;
  answers: Answers;
}

const EARLIER = `
  SELECT a.id, a.number, a.measure_code AS "measureCode",
    coalesce(s.measure_version_id, a.measure_version_id) AS "measureVersionId",
    coalesce(s.filed_at, a.updated_at) AS "filedAt", coalesce(s.answers, a.answers) AS answers
  FROM application a
  LEFT JOIN LATERAL (SELECT * FROM application_snapshot WHERE application_id = a.id ORDER BY round DESC LIMIT 1) s ON true
  WHERE a.organisation_id = $1 AND (s.id IS NOT NULL OR (a.state = 'DRAFT' AND a.delete_at IS NULL))`;

/** Rows of `application`. Bank details are sealed on the way in and stay so on the way out. */
@Injectable()
export class ApplicationsRepository {
  constructor(
    private readonly db: Database,
    private readonly secrets: SecretAnswers,
  ) {}

  async find(id: string): Promise<CaseRow | undefined> {
    const [row] = await this.db.named<CaseRow>(
      'application-find',
      `SELECT ${COLUMNS} FROM application WHERE id = $1`,
      [id],
    );
    return row;
  }

  async position(id: string, tx: Tx | Database = this.db): Promise<CasePosition | undefined> {
    const [row] = await tx.named<CasePosition>(
      'application-position',
      `SELECT id, organisation_id AS "organisationId", cluster_id AS "clusterId", kind, state,
         measure_version_id AS "measureVersionId", round_id AS "roundId"
       FROM application WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The row as the transaction sees it, not locked. */
  async read(tx: Tx, id: string): Promise<CaseRow | undefined> {
    const [row] = await tx.named<CaseRow>(
      'application-find',
      `SELECT ${COLUMNS} FROM application WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** An organisation's requests in a cluster by state, the newest first. */
  async ofOrganisation(
    tx: Tx | Database,
    organisationId: string,
    clusterId: string,
    states: readonly string[],
  ): Promise<CaseRow[]> {
    return tx.named<CaseRow>(
      'application-of-organisation',
      `SELECT ${COLUMNS} FROM application
       WHERE organisation_id = $1 AND cluster_id = $2 AND state = ANY($3::text[])
       ORDER BY created_at DESC, id DESC LIMIT 100`,
      [organisationId, clusterId, states],
    );
  }

  /** Requests of a cluster in a state, the nearest term first. */
  async standingIn(clusterId: string, state: string): Promise<CaseRow[]> {
    return this.db.named<CaseRow>(
      'application-standing-in',
      `SELECT ${COLUMNS} FROM application WHERE cluster_id = $1 AND state = $2 ORDER BY due_sort, id LIMIT 200`,
      [clusterId, state],
    );
  }

  async byNumber(number: string): Promise<CaseRow | undefined> {
    const [row] = await this.db.named<CaseRow>(
      'application-by-number',
      `SELECT ${COLUMNS} FROM application WHERE number = $1`,
      [number],
    );
    return row;
  }

  /** The row, locked to the end of the transaction. */
  async lock(tx: Tx, id: string): Promise<CaseRow | undefined> {
    const [row] = await tx.named<CaseRow>(
      'application-lock',
      `SELECT ${COLUMNS} FROM application WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** The open request of an organisation for a measure, if there is one. */
  async openOne(organisationId: string, measureCode: string): Promise<string | undefined> {
    const [row] = await this.db.named<{ id: string }>(
      'application-open-one',
      `SELECT id FROM application WHERE organisation_id = $1 AND measure_code = $2
       AND state NOT IN ('ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'TERMINATED', 'REFUND', 'CLOSED')`,
      [organisationId, measureCode],
    );
    return row?.id;
  }

  /** Adds a draft. While an equal request is open the index {@link ONE_OPEN} refuses. */
  async insert(tx: Tx, row: CaseRow): Promise<void> {
    await tx.write({
      name: 'application-insert',
      row: `application/${row.id}`,
      sql: `INSERT INTO application (id, kind, state, revision, cluster_id, organisation_id, organisation_inn,
         organisation_name, measure_version_id, measure_code, parent_id, created_by, answers, answer_revisions,
         prefill, steps, pauses, return_round, turn, due_on, due_provisional, due_sort, registered_provisional,
         search_text, created_at, updated_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13::jsonb,$14::jsonb,$15::jsonb,$16::jsonb,'[]'::jsonb,0,$17,
         $18::date,$19,coalesce($18::date, '${NO_TERM}'),false,$20,$21,$21)`,
      params: [
        row.id,
        row.kind,
        row.state,
        row.revision,
        row.clusterId,
        row.organisationId,
        row.organisationInn,
        row.organisationName,
        row.measureVersionId,
        row.measureCode,
        row.parentId,
        row.createdBy,
        JSON.stringify(this.secrets.seal(row.id, row.answers)),
        JSON.stringify(row.answerRevisions),
        JSON.stringify(row.prefill),
        JSON.stringify(row.steps),
        row.turn,
        row.dueOn,
        row.dueProvisional,
        row.searchText,
        row.createdAt,
      ],
    });
  }

  /** Writes the answers of a locked row. */
  async saveAnswers(tx: Tx, row: CaseRow): Promise<void> {
    await tx.named(
      'application-save-answers',
      `UPDATE application SET revision = $2, answers = $3::jsonb, answer_revisions = $4::jsonb, updated_at = $5,
         cost_kopecks = $6, requested_kopecks = $7
       WHERE id = $1`,
      [
        row.id,
        row.revision,
        JSON.stringify(this.secrets.seal(row.id, row.answers)),
        JSON.stringify(row.answerRevisions),
        row.updatedAt,
        row.costKopecks,
        row.requestedKopecks,
      ],
    );
  }

  /** Writes answers and version of a locked draft that was moved to another version of its form. */
  async saveForm(tx: Tx, row: CaseRow): Promise<void> {
    await this.saveAnswers(tx, row);
    await tx.named(
      'application-save-form',
      'UPDATE application SET measure_version_id = $2, form_change = $3::jsonb WHERE id = $1',
      [row.id, row.measureVersionId, row.formChange && this.formChange(row.id, row.formChange)],
    );
  }

  async saveDeletion(tx: Tx, row: CaseRow): Promise<void> {
    await tx.named(
      'application-save-deletion',
      'UPDATE application SET delete_at = $2 WHERE id = $1',
      [row.id, row.deleteAt],
    );
  }

  /** Deletes a draft; nothing else is ever deleted. */
  async erase(tx: Tx, id: string): Promise<void> {
    await tx.named(
      'application-erase',
      `DELETE FROM application WHERE id = $1 AND state = 'DRAFT' AND delete_at IS NOT NULL`,
      [id],
    );
  }

  async saveReuse(tx: Tx, row: CaseRow): Promise<void> {
    await tx.named(
      'application-save-reuse',
      'UPDATE application SET reuse = $2::jsonb WHERE id = $1',
      [row.id, row.reuse && JSON.stringify(row.reuse)],
    );
  }

  /** What an organisation has filed and written, for the same measure first, then the newest. */
  async earlier(
    organisationId: string,
    measureCode: string,
    limit: number,
  ): Promise<EarlierFiling[]> {
    const rows = await this.db.named<EarlierFiling>(
      'application-earlier',
      `${EARLIER} ORDER BY a.measure_code = $2 DESC, a.created_at DESC LIMIT $3`,
      [organisationId, measureCode, limit],
    );
    return rows.map((row) => this.opened(row));
  }

  async earlierOne(organisationId: string, id: string): Promise<EarlierFiling | undefined> {
    const [one] = await this.db.named<EarlierFiling>(
      'application-earlier-one',
      `${EARLIER} AND a.id = $2`,
      [organisationId, id],
    );
    return one && this.opened(one);
  }

  /** In the clear: in another application they are sealed for that one. */
  private opened(row: EarlierFiling): EarlierFiling {
    return { ...row, answers: this.secrets.open(row.id, row.answers) };
  }

  private formChange(id: string, change: FormChangeNote): string {
    return JSON.stringify({ ...change, kept: this.secrets.sealKept(id, change.kept) });
  }

  /** Writes everything that a step may change of a locked row. */
  async saveStep(tx: Tx, row: CaseRow): Promise<void> {
    await tx.write({
      name: 'application-save-step',
      row: `application/${row.id}`,
      sql: `UPDATE application SET state = $2, revision = $3, number = $4, organisation_inn = $5, organisation_name = $6,
         round_id = $7, answers = $8::jsonb, answer_revisions = $9::jsonb, unlocked = $10::jsonb, steps = $11::jsonb,
         pauses = $12::jsonb, return_round = $13, turn = $14, due_on = $15::date, due_provisional = $16,
         due_sort = coalesce($15::date, '${NO_TERM}'), cost_kopecks = $17, requested_kopecks = $18,
         approved_kopecks = $19, submitted_at = $20, registered_on = $21::date, registered_provisional = $22,
         decided_on = $23::date, search_text = $24, updated_at = $25
       WHERE id = $1`,
      params: [
        row.id,
        row.state,
        row.revision,
        row.number,
        row.organisationInn,
        row.organisationName,
        row.roundId,
        JSON.stringify(this.secrets.seal(row.id, row.answers)),
        JSON.stringify(row.answerRevisions),
        row.unlocked === null ? null : JSON.stringify(row.unlocked),
        JSON.stringify(row.steps),
        JSON.stringify(row.pauses),
        row.returnRound,
        row.turn,
        row.dueOn,
        row.dueProvisional,
        row.costKopecks,
        row.requestedKopecks,
        row.approvedKopecks,
        row.submittedAt,
        row.registeredOn,
        row.registeredProvisional,
        row.decidedOn,
        row.searchText,
        row.updatedAt,
      ],
    });
  }

  async saveAssignee(tx: Tx, row: CaseRow): Promise<void> {
    await tx.named(
      'application-save-assignee',
      'UPDATE application SET assignee_id = $2, revision = $3, updated_at = $4 WHERE id = $1',
      [row.id, row.assigneeId, row.revision, row.updatedAt],
    );
  }

  async saveDue(tx: Tx, row: CaseRow): Promise<void> {
    await tx.named(
      'application-save-due',
      `UPDATE application SET due_on = $2::date, due_provisional = $3, due_sort = coalesce($2::date, '${NO_TERM}'),
         pauses = $4::jsonb
       WHERE id = $1`,
      [row.id, row.dueOn, row.dueProvisional, JSON.stringify(row.pauses)],
    );
  }

  /**
   * The next number of a series. The row stays locked to the end of the transaction, so the series has
   * no gap and no double.
   */
  async nextNumber(tx: Tx, prefix: string, kind: string, year: number): Promise<number> {
    const [row] = await tx.aside<{ last: number }>(
      'number-series-next',
      `INSERT INTO number_series (prefix, kind, year, last) VALUES ($1, $2, $3, 1)
       ON CONFLICT (prefix, kind, year) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [prefix, kind, year],
    );
    return row?.last ?? 1;
  }

  /** What the portal has granted to an organisation, the request itself left out; in every cluster, or in one. */
  async granted(
    {
      organisationId,
      clusterId = null,
      id = null,
    }: { organisationId: string; clusterId?: string | null; id?: string | null },
    sql: Tx | Database = this.db,
  ): Promise<Granted[]> {
    return sql.named<Granted>(
      'application-granted',
      `SELECT cluster_id AS "clusterId", number, measure_code AS measure, decided_on AS "on",
         state IN ('CLOSED', 'TERMINATED', 'REFUND') AS ended, coalesce(approved_kopecks, 0) AS kopecks
       FROM application
       WHERE organisation_id = $1 AND ($2::uuid IS NULL OR cluster_id = $2) AND ($3::uuid IS NULL OR id <> $3)
         AND kind <> 'MEMBERSHIP' AND decided_on IS NOT NULL AND number IS NOT NULL
         AND state NOT IN ('REJECTED', 'WITHDRAWN', 'EXPIRED', 'WAITLISTED')
       ORDER BY decided_on DESC, id DESC LIMIT 1000`,
      [organisationId, clusterId, id],
    );
  }

  async isReviewer(id: string, accountId: string, tx: Tx | Database = this.db): Promise<boolean> {
    const rows = await tx.named<{ found: number }>(
      'application-reviewer-is',
      'SELECT 1 AS found FROM application_reviewer WHERE application_id = $1 AND account_id = $2',
      [id, accountId],
    );
    return rows.length > 0;
  }

  async addReviewer(tx: Tx, id: string, accountId: string, at: Date): Promise<void> {
    await tx.named(
      'application-reviewer-add',
      `INSERT INTO application_reviewer (application_id, account_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [id, accountId, at],
    );
  }

  heads(
    ids: readonly string[],
  ): Promise<Pick<CaseRow, 'id' | 'number' | 'measureVersionId' | 'measureCode'>[]> {
    return this.db.named(
      'application-heads',
      `SELECT id, number, measure_version_id AS "measureVersionId", measure_code AS "measureCode"
       FROM application WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** Drafts of a measure after a place, in one order. */
  async drafts(tx: Tx, measureCode: string, after: string, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM application WHERE measure_code = $1 AND state = 'DRAFT' AND id > $2 ORDER BY id LIMIT $3`,
      [measureCode, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Requests whose term rests on a calendar that was not adopted when it was counted. */
  async provisional(tx: Tx, after: string, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM application WHERE due_provisional AND id > $1 ORDER BY id LIMIT $2',
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }
}
