import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

/** Who signs: the member who presides, and the secretary. */
export type SignatureSide = 'CHAIR' | 'SECRETARY';

export interface MinutesRecord {
  sessionId: string;
  number: string;
  date: string;
  fileKey: string;
  size: number;
  sha256: string;
  preparedAt: Date;
}

export interface SignatureRecord {
  sessionId: string;
  side: SignatureSide;
  accountId: string;
  signerName: string;
  sha256: string;
  signedAt: Date;
}

export interface ExtractRecord {
  itemId: string;
  applicationId: string;
  fileKey: string;
  size: number;
  sha256: string;
  at: Date;
}

/** Rows of `council_minutes`, `council_signature` and `council_extract`. */
@Injectable()
export class MinutesRepository {
  constructor(private readonly db: Database) {}

  async find(sessionId: string, db: Tx | Database = this.db): Promise<MinutesRecord | null> {
    const rows = await db.named<MinutesRecord>(
      'council-minutes',
      `SELECT session_id AS "sessionId", number, date, file_key AS "fileKey", size, sha256, prepared_at AS "preparedAt"
       FROM council_minutes WHERE session_id = $1`,
      [sessionId],
    );
    return rows[0] ?? null;
  }

  async insert(tx: Tx, row: MinutesRecord): Promise<void> {
    await tx.named(
      'council-minutes-insert',
      `INSERT INTO council_minutes (session_id, number, date, file_key, size, sha256, prepared_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.sessionId, row.number, row.date, row.fileKey, row.size, row.sha256, row.preparedAt],
    );
  }

  signatures(sessionId: string, db: Tx | Database = this.db): Promise<SignatureRecord[]> {
    return db.named<SignatureRecord>(
      'council-signatures',
      `SELECT session_id AS "sessionId", side, account_id AS "accountId", signer_name AS "signerName", sha256,
         signed_at AS "signedAt" FROM council_signature WHERE session_id = $1 ORDER BY side`,
      [sessionId],
    );
  }

  async sign(tx: Tx, row: SignatureRecord): Promise<void> {
    await tx.named(
      'council-sign',
      `INSERT INTO council_signature (session_id, side, account_id, signer_name, sha256, signed_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.sessionId, row.side, row.accountId, row.signerName, row.sha256, row.signedAt],
    );
  }

  async extract(applicationId: string, db: Tx | Database = this.db): Promise<ExtractRecord | null> {
    const rows = await db.named<ExtractRecord>(
      'council-extract',
      `SELECT item_id AS "itemId", application_id AS "applicationId", file_key AS "fileKey", size, sha256, at
       FROM council_extract WHERE application_id = $1`,
      [applicationId],
    );
    return rows[0] ?? null;
  }

  async insertExtract(tx: Tx, row: ExtractRecord): Promise<void> {
    await tx.named(
      'council-extract-insert',
      `INSERT INTO council_extract (item_id, application_id, file_key, size, sha256, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.itemId, row.applicationId, row.fileKey, row.size, row.sha256, row.at],
    );
  }
}
