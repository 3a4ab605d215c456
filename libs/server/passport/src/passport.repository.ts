import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

/** A row of `passport_document`. */
export interface PassportRecord {
  id: string;
  organisationId: string;
  kind: string;
  label: { ru: string; en: string };
  documentId: string;
  sha256: string;
  addedAt: Date;
  warnedOf: string | null;
}

const COLUMNS = `id, organisation_id AS "organisationId", kind, label, document_id AS "documentId", sha256,
  added_at AS "addedAt", warned_of AS "warnedOf"`;

/** Rows of `passport_document`; what was taken off the list is never read. */
@Injectable()
export class PassportRepository {
  constructor(private readonly db: Database) {}

  /** Remembers a document; one that is known already stays as it is. */
  async remember(tx: Tx, row: Omit<PassportRecord, 'warnedOf'>): Promise<void> {
    await tx.named(
      'passport-remember',
      `INSERT INTO passport_document (id, organisation_id, kind, label, document_id, sha256, added_at)
       VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)
       ON CONFLICT (organisation_id, kind, sha256) WHERE closed_at IS NULL DO NOTHING`,
      [
        row.id,
        row.organisationId,
        row.kind,
        JSON.stringify(row.label),
        row.documentId,
        row.sha256,
        row.addedAt,
      ],
    );
  }

  /** The newest first; `after` is the id of the last of the page before. */
  page(organisationId: string, after: string | null, limit: number): Promise<PassportRecord[]> {
    return this.db.named<PassportRecord>(
      'passport-page',
      `SELECT ${COLUMNS} FROM passport_document
       WHERE organisation_id = $1 AND closed_at IS NULL AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [organisationId, after, limit],
    );
  }

  /** Of some kinds, the newest first, at most a hundred. */
  ofKinds(organisationId: string, kinds: readonly string[]): Promise<PassportRecord[]> {
    return this.db.named<PassportRecord>(
      'passport-of-kinds',
      `SELECT ${COLUMNS} FROM passport_document
       WHERE organisation_id = $1 AND kind = ANY($2::text[]) AND closed_at IS NULL ORDER BY id DESC LIMIT 100`,
      [organisationId, kinds],
    );
  }

  async find(id: string, tx: Tx | Database = this.db): Promise<PassportRecord | undefined> {
    const [row] = await tx.named<PassportRecord>(
      'passport-find',
      `SELECT ${COLUMNS} FROM passport_document WHERE id = $1 AND closed_at IS NULL`,
      [id],
    );
    return row;
  }

  async close(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.named('passport-close', 'UPDATE passport_document SET closed_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  /** Those of some documents that are on a list. */
  async named(tx: Tx, documentIds: readonly string[]): Promise<string[]> {
    const rows = await tx.named<{ id: string }>(
      'passport-named',
      `SELECT DISTINCT document_id AS id FROM passport_document
       WHERE document_id = ANY($1::uuid[]) AND closed_at IS NULL`,
      [documentIds],
    );
    return rows.map(({ id }) => id);
  }

  async warned(tx: Tx, id: string, validTo: string): Promise<void> {
    await tx.named(
      'passport-warned',
      'UPDATE passport_document SET warned_of = $2::date WHERE id = $1',
      [id, validTo],
    );
  }
}
