import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { CommentKind } from './comments.dto';

/** A row of `team_comment`. */
export interface CommentRow {
  id: string;
  applicationId: string;
  no: number;
  threadId: string;
  kind: CommentKind;
  path: string;
  text: string;
  authorId: string;
  authorName: string;
  mentions: readonly string[];
  at: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  resolvedAt: Date | null;
  resolvedName: string | null;
}

/** How much of a discussion a person has not read. */
export interface UnreadCount {
  applicationId: string;
  total: number;
  unread: number;
}

const COLUMNS = `id, application_id AS "applicationId", no, thread_id AS "threadId", kind, path, text,
  author_id AS "authorId", author_name AS "authorName", mentions, at, edited_at AS "editedAt",
  deleted_at AS "deletedAt", resolved_at AS "resolvedAt", resolved_name AS "resolvedName"`;

/** Rows of `team_comment`, `team_discussion` and `team_reading`. */
@Injectable()
export class CommentsRepository {
  constructor(private readonly db: Database) {}

  /** In the order they were written, after a number. */
  page(applicationId: string, after: number, limit: number): Promise<CommentRow[]> {
    return this.db.named<CommentRow>(
      'team-comment-page',
      `SELECT ${COLUMNS} FROM team_comment WHERE application_id = $1 AND no > $2 ORDER BY no LIMIT $3`,
      [applicationId, after, limit],
    );
  }

  async find(id: string, tx: Tx | Database = this.db): Promise<CommentRow | undefined> {
    const [row] = await tx.named<CommentRow>(
      'team-comment-find',
      `SELECT ${COLUMNS} FROM team_comment WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The row, locked to the end of the transaction. */
  async lock(tx: Tx, id: string): Promise<CommentRow | undefined> {
    const [row] = await tx.named<CommentRow>(
      'team-comment-lock',
      `SELECT ${COLUMNS} FROM team_comment WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row;
  }

  /** The next number of a discussion, which stays locked: numbers are seen in their order. */
  async nextNo(tx: Tx, applicationId: string, organisationId: string): Promise<number> {
    const [row] = await tx.named<{ no: number }>(
      'team-discussion-next',
      `INSERT INTO team_discussion (application_id, organisation_id, last_no) VALUES ($1, $2, 1)
       ON CONFLICT (application_id) DO UPDATE SET last_no = team_discussion.last_no + 1
       RETURNING last_no AS no`,
      [applicationId, organisationId],
    );
    return row?.no ?? 1;
  }

  async insert(tx: Tx, row: CommentRow): Promise<void> {
    await tx.named(
      'team-comment-insert',
      `INSERT INTO team_comment (id, application_id, no, thread_id, kind, path, text, author_id, author_name,
         mentions, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11)`,
      [
        row.id,
        row.applicationId,
        row.no,
        row.threadId,
        row.kind,
        row.path,
        row.text,
        row.authorId,
        row.authorName,
        JSON.stringify(row.mentions),
        row.at,
      ],
    );
  }

  async save(tx: Tx, row: CommentRow): Promise<void> {
    await tx.named(
      'team-comment-save',
      `UPDATE team_comment SET text = $2, mentions = $3::jsonb, edited_at = $4, deleted_at = $5,
         resolved_at = $6, resolved_name = $7
       WHERE id = $1`,
      [
        row.id,
        row.text,
        JSON.stringify(row.mentions),
        row.editedAt,
        row.deletedAt,
        row.resolvedAt,
        row.resolvedName,
      ],
    );
  }

  /** Reading never goes back. */
  async read(applicationId: string, accountId: string, no: number): Promise<void> {
    await this.db.named(
      'team-reading-save',
      `INSERT INTO team_reading (application_id, account_id, no)
       SELECT $1, $2, least($3, last_no) FROM team_discussion WHERE application_id = $1
       ON CONFLICT (application_id, account_id) DO UPDATE SET no = greatest(team_reading.no, excluded.no)`,
      [applicationId, accountId, no],
    );
  }

  /** Of discussions of these organisations, what others wrote and the person has not read. */
  unread(
    applicationIds: readonly string[],
    organisationIds: readonly string[],
    accountId: string,
  ): Promise<UnreadCount[]> {
    return this.db.named<UnreadCount>(
      'team-comment-unread',
      `SELECT d.application_id AS "applicationId", count(c.id)::int AS total,
         (count(c.id) FILTER (WHERE c.author_id <> $3 AND c.no > coalesce(r.no, 0)))::int AS unread
       FROM team_discussion d
       LEFT JOIN team_reading r ON r.application_id = d.application_id AND r.account_id = $3
       LEFT JOIN team_comment c ON c.application_id = d.application_id AND c.deleted_at IS NULL
       WHERE d.application_id = ANY($1::uuid[]) AND d.organisation_id = ANY($2::uuid[])
       GROUP BY d.application_id`,
      [applicationIds, organisationIds, accountId],
    );
  }

  /** Everything said about a draft that is gone. */
  async erase(tx: Tx, applicationId: string): Promise<void> {
    for (const table of ['comment', 'reading', 'discussion'] as const) {
      await tx.named(`team-${table}-erase`, ERASE[table], [applicationId]);
    }
  }
}

const ERASE = {
  comment: 'DELETE FROM team_comment WHERE application_id = $1',
  reading: 'DELETE FROM team_reading WHERE application_id = $1',
  discussion: 'DELETE FROM team_discussion WHERE application_id = $1',
} as const;
