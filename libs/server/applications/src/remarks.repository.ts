import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import { SecretAnswers } from './secret-answers';

export type RemarkState = 'DRAFT' | 'OPEN' | 'ANSWERED' | 'ACCEPTED';

/** A remark as it is stored. */
export interface RemarkRow {
  id: string;
  applicationId: string;
  no: number;
  round: number;
  targetKind: 'FIELD' | 'DOCUMENT';
  targetPath: string;
  text: string;
  state: RemarkState;
  answer: string | null;
  disagree: boolean;
  before: unknown;
  after: unknown;
  authorId: string;
  authorName: string;
  answeredBy: string | null;
  createdAt: Date;
  openedAt: Date | null;
  answeredAt: Date | null;
}

const COLUMNS = `id, application_id AS "applicationId", no, round, target_kind AS "targetKind",
  target_path AS "targetPath", text, state, answer, disagree, before, after, author_id AS "authorId",
  author_name AS "authorName", answered_by AS "answeredBy", created_at AS "createdAt", opened_at AS "openedAt",
  answered_at AS "answeredAt"`;
const MAX_REMARKS = 200;

/** Rows of `remark`. What was and is there is stored as the request stores it: bank details sealed. */
@Injectable()
export class RemarksRepository {
  constructor(
    private readonly db: Database,
    private readonly secrets: SecretAnswers,
  ) {}

  /** All remarks of a request, in their order. */
  async of(applicationId: string, tx?: Tx): Promise<RemarkRow[]> {
    return (tx ?? this.db).named<RemarkRow>(
      'remark-of',
      `SELECT ${COLUMNS} FROM remark WHERE application_id = $1 ORDER BY no LIMIT ${MAX_REMARKS}`,
      [applicationId],
    );
  }

  async find(id: string): Promise<RemarkRow | undefined> {
    const [row] = await this.db.named<RemarkRow>(
      'remark-find',
      `SELECT ${COLUMNS} FROM remark WHERE id = $1`,
      [id],
    );
    return row;
  }

  async insert(tx: Tx, row: RemarkRow): Promise<void> {
    await tx.named(
      'remark-insert',
      `INSERT INTO remark (id, application_id, no, round, target_kind, target_path, text, state, disagree, author_id,
         author_name, created_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
      [
        row.id,
        row.applicationId,
        row.no,
        row.round,
        row.targetKind,
        row.targetPath,
        row.text,
        row.state,
        row.disagree,
        row.authorId,
        row.authorName,
        row.createdAt,
      ],
    );
  }

  async save(tx: Tx, row: RemarkRow): Promise<void> {
    await tx.named(
      'remark-save',
      `UPDATE remark SET round = $2, text = $3, state = $4, answer = $5, disagree = $6, before = $7::jsonb,
         after = $8::jsonb, answered_by = $9, opened_at = $10, answered_at = $11
       WHERE id = $1`,
      [
        row.id,
        row.round,
        row.text,
        row.state,
        row.answer,
        row.disagree,
        json(this.secrets.sealValue(row.applicationId, row.targetPath, row.before)),
        json(this.secrets.sealValue(row.applicationId, row.targetPath, row.after)),
        row.answeredBy,
        row.openedAt,
        row.answeredAt,
      ],
    );
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.named('remark-delete', `DELETE FROM remark WHERE id = $1 AND state = 'DRAFT'`, [id]);
  }
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
