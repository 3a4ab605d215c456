import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';
import type { Answers, SlotDocument } from '@okno/shared/form-schema';

export type SignatureState = 'OPEN' | 'SIGNED' | 'RETURNED' | 'CANCELLED' | 'GONE';

/** A row of `signature_request`. */
export interface SignatureRow {
  id: string;
  applicationId: string;
  organisationId: string;
  revision: number;
  answers: Answers | null;
  documents: readonly SlotDocument[] | null;
  note: string;
  signers: readonly string[];
  requestedBy: string;
  requestedName: string;
  requestedAt: Date;
  state: SignatureState;
  closedName: string | null;
  closedAt: Date | null;
  reply: string | null;
}

/** The index that keeps a draft from being sent twice. */
export const ONE_REQUEST = 'signature_request_one_open';

const HEAD = `id, application_id AS "applicationId", organisation_id AS "organisationId", revision, note, signers,
  requested_by AS "requestedBy", requested_name AS "requestedName", requested_at AS "requestedAt", state,
  closed_name AS "closedName", closed_at AS "closedAt", reply`;

/** Rows of `signature_request`. */
@Injectable()
export class SignaturesRepository {
  constructor(private readonly db: Database) {}

  /** The last request about an application, without what was sent. */
  async last(applicationId: string): Promise<SignatureRow | undefined> {
    const [row] = await this.db.named<SignatureRow>(
      'signature-last',
      `SELECT ${HEAD}, NULL AS answers, NULL AS documents FROM signature_request
       WHERE application_id = $1 ORDER BY id DESC LIMIT 1`,
      [applicationId],
    );
    return row;
  }

  /** The open one with what was sent. */
  async open(
    applicationId: string,
    tx: Tx | Database = this.db,
  ): Promise<SignatureRow | undefined> {
    const [row] = await tx.named<SignatureRow>(
      'signature-open',
      `SELECT ${HEAD}, answers, documents FROM signature_request
       WHERE application_id = $1 AND state = 'OPEN'`,
      [applicationId],
    );
    return row;
  }

  /** The open ones of these applications, of these organisations only. */
  openOf(
    applicationIds: readonly string[],
    organisationIds: readonly string[],
  ): Promise<SignatureRow[]> {
    return this.db.named<SignatureRow>(
      'signature-open-of',
      `SELECT ${HEAD}, NULL AS answers, NULL AS documents FROM signature_request
       WHERE application_id = ANY($1::uuid[]) AND organisation_id = ANY($2::uuid[]) AND state = 'OPEN'`,
      [applicationIds, organisationIds],
    );
  }

  /** While another is open the index {@link ONE_REQUEST} refuses. */
  async insert(tx: Tx, row: SignatureRow): Promise<void> {
    await tx.named(
      'signature-insert',
      `INSERT INTO signature_request (id, application_id, organisation_id, revision, answers, documents, note, signers,
         requested_by, requested_name, requested_at, state)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8::jsonb, $9, $10, $11, 'OPEN')`,
      [
        row.id,
        row.applicationId,
        row.organisationId,
        row.revision,
        JSON.stringify(row.answers),
        JSON.stringify(row.documents),
        row.note,
        JSON.stringify(row.signers),
        row.requestedBy,
        row.requestedName,
        row.requestedAt,
      ],
    );
  }

  /** Ends the open request and lets go what was sent; false when none is open. */
  async close(
    tx: Tx,
    applicationId: string,
    end: { state: SignatureState; by: string | null; at: Date; reply: string | null },
  ): Promise<boolean> {
    const rows = await tx.named<{ id: string }>(
      'signature-close',
      `UPDATE signature_request SET state = $2, closed_name = $3, closed_at = $4, reply = $5,
         answers = NULL, documents = NULL
       WHERE application_id = $1 AND state = 'OPEN' RETURNING id`,
      [applicationId, end.state, end.by, end.at, end.reply],
    );
    return rows.length > 0;
  }

  /** Everything asked about a draft that is gone. */
  async erase(tx: Tx, applicationId: string): Promise<void> {
    await tx.named('signature-erase', 'DELETE FROM signature_request WHERE application_id = $1', [
      applicationId,
    ]);
  }
}
