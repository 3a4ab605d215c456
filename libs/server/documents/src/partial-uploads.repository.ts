import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { UploadPart } from './partial-upload.entity';

/** A row of `partial_upload`. */
export interface PartialUpload {
  id: string;
  applicationId: string;
  slot: string;
  name: string;
  fingerprint: string;
  replaces: string | null;
  /** Bytes of the whole file. */
  size: number;
  /** Bytes that are here for good. */
  received: number;
  parts: UploadPart[];
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  documentId: string | null;
}

const COLUMNS = `id, application_id AS "applicationId", slot, name, fingerprint, replaces, size, received, parts,
  created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt", document_id AS "documentId"`;

/** Rows of `partial_upload`. */
@Injectable()
export class PartialUploadsRepository {
  constructor(private readonly db: Database) {}

  async insert(tx: Tx, row: PartialUpload): Promise<void> {
    await tx.named(
      'partial-upload-insert',
      `INSERT INTO partial_upload (id, application_id, slot, name, fingerprint, replaces, size, received, created_by,
         created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10)`,
      [
        row.id,
        row.applicationId,
        row.slot,
        row.name,
        row.fingerprint,
        row.replaces,
        row.size,
        row.createdBy,
        row.createdAt,
        row.expiresAt,
      ],
    );
  }

  async find(id: string, now: Date): Promise<PartialUpload | null> {
    const [row] = await this.db.named<PartialUpload>(
      'partial-upload-find',
      `SELECT ${COLUMNS} FROM partial_upload WHERE id = $1 AND expires_at > $2`,
      [id, now],
    );
    return row ?? null;
  }

  async lock(tx: Tx, id: string): Promise<PartialUpload | null> {
    const [row] = await tx.named<PartialUpload>(
      'partial-upload-lock',
      `SELECT ${COLUMNS} FROM partial_upload WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Unfinished ones of a person, oldest first; there are never more than a page of them. */
  unfinished(
    owner: { applicationId: string; createdBy: string },
    now: Date,
    tx: Tx | Database = this.db,
  ): Promise<PartialUpload[]> {
    return tx.named<PartialUpload>(
      'partial-upload-unfinished',
      `SELECT ${COLUMNS} FROM partial_upload
       WHERE application_id = $1 AND created_by = $2 AND document_id IS NULL AND expires_at > $3
       ORDER BY id LIMIT 100`,
      [owner.applicationId, owner.createdBy, now],
    );
  }

  /** Adds a piece where the file ends; null when it ends elsewhere by now: then another request was first. */
  async grow(
    id: string,
    offset: number,
    part: UploadPart,
    expiresAt: Date,
  ): Promise<PartialUpload | null> {
    const [row] = await this.db.named<PartialUpload>(
      'partial-upload-grow',
      `UPDATE partial_upload SET received = received + $3::int, parts = parts || $4::jsonb, expires_at = $5
       WHERE id = $1 AND received = $2 AND document_id IS NULL RETURNING ${COLUMNS}`,
      [id, offset, part.size, JSON.stringify([part]), expiresAt],
    );
    return row ?? null;
  }

  async finish(tx: Tx, id: string, documentId: string): Promise<void> {
    await tx.named(
      'partial-upload-finish',
      'UPDATE partial_upload SET document_id = $2 WHERE id = $1',
      [id, documentId],
    );
  }

  /** Takes one away and returns it as it was at last. */
  async remove(id: string): Promise<PartialUpload | null> {
    const [row] = await this.db.named<PartialUpload>(
      'partial-upload-remove',
      `DELETE FROM partial_upload WHERE id = $1 RETURNING ${COLUMNS}`,
      [id],
    );
    return row ?? null;
  }

  /** Takes away those whose time is over, and returns them as they were at last. */
  removeExpired(now: Date, limit: number): Promise<PartialUpload[]> {
    // Looked at again when its turn comes: a piece that was long on its way may have given it another day.
    return this.db.named<PartialUpload>(
      'partial-upload-remove-expired',
      `DELETE FROM partial_upload WHERE expires_at <= $1
         AND id = ANY(ARRAY(SELECT id FROM partial_upload WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2))
       RETURNING ${COLUMNS}`,
      [now, limit],
    );
  }
}
