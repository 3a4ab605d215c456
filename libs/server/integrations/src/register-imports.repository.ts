import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';
import type { RegisterCode } from '@okno/server/organisations';

import type { RegisterImportRow } from './register-import.entity';

const COLUMNS = `id, register, file_name AS "fileName", fingerprint, part, state, owner, files,
  packed_bytes AS "packedBytes", file_index AS "fileIndex", document_index AS "documentIndex", bytes_read AS "bytesRead",
  as_of AS "asOf", counts, samples, started_at AS "startedAt", updated_at AS "updatedAt", finished_at AS "finishedAt"`;

/** Rows of `register_import`. */
@Injectable()
export class RegisterImportsRepository {
  constructor(private readonly db: Database) {}

  async find(register: RegisterCode, fingerprint: string): Promise<RegisterImportRow | null> {
    const [row] = await this.db.query<RegisterImportRow>(
      `SELECT ${COLUMNS} FROM register_import WHERE register = $1 AND fingerprint = $2`,
      [register, fingerprint],
    );
    return row ?? null;
  }

  /** Begins a run, or takes over the one there is of the same archive. */
  async begin(row: RegisterImportRow): Promise<RegisterImportRow> {
    const [begun] = await this.db.query<RegisterImportRow>(
      `INSERT INTO register_import AS r (id, register, file_name, fingerprint, part, state, owner, files, packed_bytes,
         file_index, document_index, bytes_read, as_of, counts, samples, started_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, 'RUNNING', $6, $7, $8, 0, 0, 0, NULL, $9, '[]', $10, $10)
       ON CONFLICT (register, fingerprint) DO UPDATE
         SET owner = EXCLUDED.owner, updated_at = EXCLUDED.updated_at, part = EXCLUDED.part
       RETURNING ${COLUMNS}`,
      [
        row.id,
        row.register,
        row.fileName,
        row.fingerprint,
        row.part,
        row.owner,
        row.files,
        row.packedBytes,
        JSON.stringify(row.counts),
        row.startedAt,
      ],
    );
    return begun ?? row;
  }

  /** Forgets where a run was: the archive is read again from its beginning, as a run of its own. */
  async forget(register: RegisterCode, fingerprint: string): Promise<void> {
    await this.db.query('DELETE FROM register_import WHERE register = $1 AND fingerprint = $2', [
      register,
      fingerprint,
    ]);
  }

  /** Writes how far the run is, in the transaction of what it stored. False: another process has taken it over. */
  async advance(tx: Tx, row: RegisterImportRow): Promise<boolean> {
    const written = await tx.named(
      'register-import-advance',
      `UPDATE register_import SET state = $3, file_index = $4, document_index = $5, bytes_read = $6, as_of = $7,
         counts = $8, samples = $9, updated_at = $10, finished_at = $11
       WHERE id = $1 AND owner = $2 RETURNING id`,
      [
        row.id,
        row.owner,
        row.state,
        row.fileIndex,
        row.documentIndex,
        row.bytesRead,
        row.asOf,
        JSON.stringify(row.counts),
        JSON.stringify(row.samples),
        row.updatedAt,
        row.finishedAt,
      ],
    );
    return written.length === 1;
  }

  /** Newest first. */
  async list(limit: number, after?: string): Promise<RegisterImportRow[]> {
    return this.db.query<RegisterImportRow>(
      `SELECT ${COLUMNS} FROM register_import WHERE $2::uuid IS NULL OR id < $2 ORDER BY id DESC LIMIT $1`,
      [limit, after ?? null],
    );
  }
}
