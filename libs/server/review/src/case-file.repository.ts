import { Injectable } from '@nestjs/common';

import { Database, newId, type Actor, type Tx } from '@okno/server/core';

import type { CriterionMark } from './conclusion.entity';

/** One ticked or unticked question. */
export interface ChecklistMark {
  code: string;
  done: boolean;
  byId: string;
  byName: string;
  at: Date;
}

/** The conclusion that counts. */
export interface ConclusionRecord {
  id: string;
  round: number;
  pass: boolean;
  text: string;
  criteria: CriterionMark[];
  byId: string;
  byName: string;
  at: Date;
}

/** A note of the centre. */
export interface NoteRecord {
  id: string;
  text: string;
  authorId: string;
  authorName: string;
  at: Date;
}

type Sql = Pick<Tx, 'named'>;

const NOTE = `id, text, author_id AS "authorId", author_name AS "authorName", at`;

/** What people of the centre write about a case: checklist, conclusions, notes. */
@Injectable()
export class CaseFileRepository {
  constructor(private readonly db: Database) {}

  checklist(applicationId: string, sql: Sql = this.db): Promise<ChecklistMark[]> {
    return sql.named<ChecklistMark & Record<string, unknown>>(
      'checklist-of',
      `SELECT code, done, by_id AS "byId", by_name AS "byName", at FROM checklist_mark WHERE application_id = $1`,
      [applicationId],
    );
  }

  async mark(
    tx: Tx,
    actor: Actor,
    applicationId: string,
    items: Readonly<Record<string, boolean>>,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO checklist_mark (application_id, code, done, by_id, by_name, at)
       SELECT $1, code, done, $4, $5, $6 FROM unnest($2::text[], $3::boolean[]) AS marks (code, done) ORDER BY code
       ON CONFLICT (application_id, code) DO UPDATE
         SET done = EXCLUDED.done, by_id = EXCLUDED.by_id, by_name = EXCLUDED.by_name, at = EXCLUDED.at`,
      [applicationId, Object.keys(items), Object.values(items), actor.accountId, actor.name, at],
    );
  }

  /** Leaves questions unanswered again; the history keeps who ticked them. */
  async reopen(tx: Tx, applicationId: string, codes: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ code: string }>(
      'DELETE FROM checklist_mark WHERE application_id = $1 AND code = ANY($2::text[]) AND done RETURNING code',
      [applicationId, codes],
    );
    return rows.map(({ code }) => code).sort();
  }

  async conclude(
    tx: Tx,
    actor: Actor,
    applicationId: string,
    conclusion: Pick<ConclusionRecord, 'round' | 'pass' | 'text' | 'criteria'>,
    at: Date,
  ): Promise<void> {
    await tx.named(
      'conclusion-add',
      `INSERT INTO conclusion (id, application_id, round, pass, text, criteria, by_id, by_name, at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)`,
      [
        newId(),
        applicationId,
        conclusion.round,
        conclusion.pass,
        conclusion.text,
        JSON.stringify(conclusion.criteria),
        actor.accountId,
        actor.name,
        at,
      ],
    );
  }

  /** The last one written counts. */
  async conclusion(applicationId: string, sql: Sql = this.db): Promise<ConclusionRecord | null> {
    const [row] = await sql.named<ConclusionRecord & Record<string, unknown>>(
      'conclusion-of',
      `SELECT id, round, pass, text, criteria, by_id AS "byId", by_name AS "byName", at
       FROM conclusion WHERE application_id = $1 ORDER BY id DESC LIMIT 1`,
      [applicationId],
    );
    return row ?? null;
  }

  async note(
    tx: Tx,
    actor: Actor,
    applicationId: string,
    text: string,
    at: Date,
  ): Promise<NoteRecord> {
    const note = {
      id: newId(),
      text,
      authorId: actor.accountId,
      authorName: actor.name,
      at,
    };
    await tx.named(
      'note-add',
      `INSERT INTO case_note (id, application_id, text, author_id, author_name, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [note.id, applicationId, text, note.authorId, note.authorName, at],
    );
    return note;
  }

  /** Newest first; `before` is the id of the last note of the page before. */
  notes(applicationId: string, before: string | null, limit: number): Promise<NoteRecord[]> {
    return this.db.named<NoteRecord & Record<string, unknown>>(
      'notes-of',
      `SELECT ${NOTE} FROM case_note WHERE application_id = $1 AND ($2::uuid IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3`,
      [applicationId, before, limit],
    );
  }
}
