import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { DocumentState, ScanState } from './document.entity';

const COLUMNS = `id, application_id AS "applicationId", slot, file_key AS "fileKey", name, mime, size, sha256,
  scan, version, state, uploaded_by AS "uploadedBy", uploaded_at AS "uploadedAt",
  issued_on AS "issuedOn", valid_to AS "validTo"`;

/** A row of `document`. */
export interface DocumentRecord {
  id: string;
  applicationId: string;
  slot: string;
  fileKey: string;
  name: string;
  mime: string;
  size: number;
  sha256: string;
  scan: ScanState;
  version: number;
  state: DocumentState;
  uploadedBy: string;
  uploadedAt: Date;
  issuedOn: string | null;
  validTo: string | null;
}

/** Local days of a document; null where not known. */
export interface DocumentDates {
  issuedOn: string | null;
  validTo: string | null;
}

/** A place where the file of a document stands. */
export interface DocumentUse {
  documentId: string;
  applicationId: string;
}

/** Sizes of an application's documents, in bytes. */
export interface Totals {
  current: number;
  /** Every file ever given, with those replaced and removed. */
  ever: number;
  /** How many files that were. */
  files: number;
}

/** A row of `stored_file`, as far as its file can be compared with it. */
export interface StoredFile {
  key: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Rows of `document` and `stored_file`. */
@Injectable()
export class DocumentsRepository {
  constructor(private readonly db: Database) {}

  /** One upload of an application is recorded at a time: limits and versions hold. */
  async takeTurn(tx: Tx, applicationId: string): Promise<void> {
    await tx.named(
      'document-turn',
      `SELECT pg_advisory_xact_lock(hashtextextended('document/' || $1, 0))`,
      [applicationId],
    );
  }

  async find(id: string, tx: Tx | Database = this.db): Promise<DocumentRecord | null> {
    const [row] = await tx.named<DocumentRecord>(
      'document-find',
      `SELECT ${COLUMNS} FROM document WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  async current(applicationId: string, tx: Tx | Database = this.db): Promise<DocumentRecord[]> {
    return tx.named<DocumentRecord>(
      'document-current',
      `SELECT ${COLUMNS} FROM document WHERE application_id = $1 AND state = 'CURRENT' ORDER BY slot, id`,
      [applicationId],
    );
  }

  async every(applicationId: string, tx: Tx | Database = this.db): Promise<DocumentRecord[]> {
    return tx.named<DocumentRecord>(
      'document-every',
      `SELECT ${COLUMNS} FROM document WHERE application_id = $1 ORDER BY slot, id LIMIT 1000`,
      [applicationId],
    );
  }

  async totals(applicationId: string, tx: Tx | Database = this.db): Promise<Totals> {
    const [row] = await tx.named<Totals>(
      'document-totals',
      `SELECT coalesce(sum(size) FILTER (WHERE state = 'CURRENT'), 0)::int8 AS current, coalesce(sum(size), 0)::int8 AS ever,
         count(*)::int8 AS files
       FROM document WHERE application_id = $1`,
      [applicationId],
    );
    return row ?? { current: 0, ever: 0, files: 0 };
  }

  async insertFile(
    tx: Tx,
    file: { key: string; sha256: string; size: number; mime: string; at: Date },
  ): Promise<void> {
    await tx.named(
      'stored-file-insert',
      'INSERT INTO stored_file (key, sha256, size, mime, created_at) VALUES ($1, $2, $3, $4, $5)',
      [file.key, file.sha256, file.size, file.mime, file.at],
    );
  }

  /** Whether the file is kept, and goes on being kept until the transaction ends. */
  async holdFile(tx: Tx, key: string): Promise<boolean> {
    const rows = await tx.named(
      'stored-file-hold',
      'SELECT 1 FROM stored_file WHERE key = $1 FOR KEY SHARE',
      [key],
    );
    return rows.length > 0;
  }

  /** Deletes the documents of an application but for some, and the rows of files that no document has any more. */
  async erase(tx: Tx, applicationId: string, kept: readonly string[]): Promise<void> {
    const gone = await tx.named<{ key: string }>(
      'document-erase',
      `DELETE FROM document WHERE application_id = $1 AND id <> ALL($2::uuid[]) RETURNING file_key AS key`,
      [applicationId, kept],
    );
    await tx.named(
      'stored-file-erase',
      `DELETE FROM stored_file f WHERE key = ANY($1::text[])
         AND NOT EXISTS (SELECT 1 FROM document d WHERE d.file_key = f.key)`,
      [gone.map(({ key }) => key)],
    );
  }

  async insert(tx: Tx, row: DocumentRecord): Promise<void> {
    await tx.named(
      'document-insert',
      `INSERT INTO document (id, application_id, slot, file_key, name, mime, size, sha256, scan, version, state,
         uploaded_by, uploaded_at, issued_on, valid_to)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14::date,$15::date)`,
      [
        row.id,
        row.applicationId,
        row.slot,
        row.fileKey,
        row.name,
        row.mime,
        row.size,
        row.sha256,
        row.scan,
        row.version,
        row.state,
        row.uploadedBy,
        row.uploadedAt,
        row.issuedOn,
        row.validTo,
      ],
    );
  }

  /** Ends a document's time as the present one. Tells whether it was that. */
  async close(
    tx: Tx,
    id: string,
    state: 'REPLACED' | 'REMOVED',
    at: Date,
    replacedBy: string | null,
  ): Promise<boolean> {
    const rows = await tx.named(
      'document-close',
      `UPDATE document SET state = $2, closed_at = $3, replaced_by = $4 WHERE id = $1 AND state = 'CURRENT' RETURNING id`,
      [id, state, at, replacedBy],
    );
    return rows.length > 0;
  }

  findAll(ids: readonly string[]): Promise<DocumentRecord[]> {
    return this.db.named<DocumentRecord>(
      'document-find-all',
      `SELECT ${COLUMNS} FROM document WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** Applications in which the files of some documents stand now. */
  uses(ids: readonly string[]): Promise<DocumentUse[]> {
    return this.db.named<DocumentUse>(
      'document-uses',
      `SELECT DISTINCT d.id AS "documentId", o.application_id AS "applicationId"
       FROM document d JOIN document o ON o.file_key = d.file_key AND o.state = 'CURRENT'
       WHERE d.id = ANY($1::uuid[]) ORDER BY 2 DESC LIMIT 1000`,
      [ids],
    );
  }

  /** Dates the file wherever it stands. */
  async setDates(tx: Tx, id: string, { issuedOn, validTo }: DocumentDates): Promise<void> {
    await tx.named(
      'document-set-dates',
      `UPDATE document SET issued_on = $2::date, valid_to = $3::date
       WHERE file_key = (SELECT file_key FROM document WHERE id = $1)`,
      [id, issuedOn, validTo],
    );
  }

  /** Present documents that no antivirus has seen, those that wait longest first. */
  async unscanned(limit: number, tx: Tx | Database = this.db): Promise<DocumentRecord[]> {
    return tx.named<DocumentRecord>(
      'document-unscanned',
      `SELECT ${COLUMNS} FROM document WHERE scan = 'NOT_SCANNED' AND state = 'CURRENT'
       ORDER BY uploaded_at, id LIMIT $1`,
      [limit],
    );
  }

  /** Records the verdict, once. Tells whether it was still missing. */
  async scanned(tx: Tx, id: string, scan: Exclude<ScanState, 'NOT_SCANNED'>): Promise<boolean> {
    const rows = await tx.named(
      'document-scanned',
      `UPDATE document SET scan = $2 WHERE id = $1 AND scan = 'NOT_SCANNED' RETURNING id`,
      [id, scan],
    );
    return rows.length > 0;
  }

  /** Those of the keys that no row of a kept file has, and no unfinished upload. */
  async unknownKeys(keys: readonly string[], tx: Tx | Database = this.db): Promise<string[]> {
    const rows = await tx.named<{ key: string }>(
      'stored-file-unknown',
      `SELECT given.key FROM unnest($1::text[]) AS given (key)
       WHERE NOT EXISTS (SELECT 1 FROM stored_file f WHERE f.key = given.key)
         AND given.key NOT IN (SELECT part ->> 'key' FROM partial_upload, jsonb_array_elements(parts) AS part)`,
      [keys],
    );
    return rows.map(({ key }) => key);
  }

  /** Kept files in the order of their keys. */
  filesAfter(key: string, limit: number): Promise<StoredFile[]> {
    return this.db.named<StoredFile>(
      'stored-file-after',
      'SELECT key, sha256, size FROM stored_file WHERE key > $1 ORDER BY key LIMIT $2',
      [key, limit],
    );
  }

  async isFile(key: string): Promise<boolean> {
    const rows = await this.db.named('stored-file-is', 'SELECT 1 FROM stored_file WHERE key = $1', [
      key,
    ]);
    return rows.length > 0;
  }
}
