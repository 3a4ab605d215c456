import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { ConfirmationState } from './row-confirmation.entity';

/** What a person confirmed: the row as he saw it, and who he is where the row names an organisation. */
export interface ShownRow {
  row: Readonly<Record<string, unknown>>;
  signer: { name: string; post: string } | null;
}

/** A row of `row_confirmation`. */
export interface ConfirmationRecord {
  id: string;
  applicationId: string;
  organisationId: string;
  field: string;
  rowKey: Buffer;
  state: ConfirmationState;
  letters: number;
  invitedAt: Date;
  expiresAt: Date;
  bouncedAt: Date | null;
  answeredAt: Date | null;
  reason: string | null;
  consentPurpose: string | null;
  consentVersion: number | null;
  evidenceHash: string | null;
  shown: ShownRow | null;
  revokedAt: Date | null;
}

/** Somebody to be asked. */
export type NewInvitation = Pick<
  ConfirmationRecord,
  'id' | 'applicationId' | 'organisationId' | 'field' | 'rowKey' | 'invitedAt' | 'expiresAt'
> & { invitedBy: string };

const COLUMNS = `id, application_id AS "applicationId", organisation_id AS "organisationId", field,
  row_key AS "rowKey", state, letters, invited_at AS "invitedAt", expires_at AS "expiresAt",
  bounced_at AS "bouncedAt", answered_at AS "answeredAt", reason, consent_purpose AS "consentPurpose",
  consent_version AS "consentVersion", evidence_hash AS "evidenceHash", shown, revoked_at AS "revokedAt"`;

/** Rows of `row_confirmation`. They are written under the lock of their application. */
@Injectable()
export class ConfirmationsRepository {
  constructor(private readonly db: Database) {}

  of(applicationId: string, sql: Tx | Database = this.db): Promise<ConfirmationRecord[]> {
    return sql.named<ConfirmationRecord & Record<string, unknown>>(
      'row-confirmations-of',
      `SELECT ${COLUMNS} FROM row_confirmation WHERE application_id = $1 ORDER BY id`,
      [applicationId],
    );
  }

  async find(id: string, sql: Tx | Database = this.db): Promise<ConfirmationRecord | undefined> {
    const [row] = await sql.named<ConfirmationRecord & Record<string, unknown>>(
      'row-confirmation-find',
      `SELECT ${COLUMNS} FROM row_confirmation WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** Asks, or asks again: what was said before is over. Returns the id that the row has. */
  async invite(tx: Tx, row: NewInvitation): Promise<string> {
    const [kept] = await tx.named<{ id: string }>(
      'row-confirmation-invite',
      `INSERT INTO row_confirmation AS known (id, application_id, organisation_id, field, row_key, state, letters,
         invited_by, invited_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, 'INVITED', 1, $6, $7, $8)
       ON CONFLICT (application_id, field, row_key) DO UPDATE SET state = 'INVITED', letters = known.letters + 1,
         invited_by = $6, invited_at = $7, expires_at = $8, bounced_at = NULL, answered_at = NULL, reason = NULL,
         consent_purpose = NULL, consent_version = NULL, evidence_hash = NULL, shown = NULL, revoked_at = NULL
       RETURNING id`,
      [
        row.id,
        row.applicationId,
        row.organisationId,
        row.field,
        row.rowKey,
        row.invitedBy,
        row.invitedAt,
        row.expiresAt,
      ],
    );
    return kept?.id ?? row.id;
  }

  async confirm(
    tx: Tx,
    id: string,
    said: {
      at: Date;
      purpose: string;
      version: number;
      hash: string;
      shown: ShownRow;
    },
  ): Promise<void> {
    await tx.named(
      'row-confirmation-confirm',
      `UPDATE row_confirmation SET state = 'CONFIRMED', answered_at = $2, reason = NULL, consent_purpose = $3,
         consent_version = $4, evidence_hash = $5, shown = $6::jsonb WHERE id = $1`,
      [id, said.at, said.purpose, said.version, said.hash, JSON.stringify(said.shown)],
    );
  }

  async decline(tx: Tx, id: string, at: Date, reason: string): Promise<void> {
    await tx.named(
      'row-confirmation-decline',
      `UPDATE row_confirmation SET state = 'DECLINED', answered_at = $2, reason = $3 WHERE id = $1`,
      [id, at, reason],
    );
  }

  async cancel(tx: Tx, id: string): Promise<void> {
    await tx.named(
      'row-confirmation-cancel',
      `UPDATE row_confirmation SET state = 'CANCELLED', reason = NULL WHERE id = $1`,
      [id],
    );
  }

  /** The proof stays, what was shown goes. */
  async revoke(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.named(
      'row-confirmation-revoke',
      `UPDATE row_confirmation SET state = 'REVOKED', shown = NULL, revoked_at = $2 WHERE id = $1`,
      [id, at],
    );
  }

  async bounced(id: string, at: Date): Promise<void> {
    await this.db.named(
      'row-confirmation-bounced',
      `UPDATE row_confirmation SET bounced_at = $2 WHERE id = $1 AND state = 'INVITED'`,
      [id, at],
    );
  }

  async erase(tx: Tx, applicationId: string): Promise<void> {
    await tx.named(
      'row-confirmation-erase',
      'DELETE FROM row_confirmation WHERE application_id = $1',
      [applicationId],
    );
  }
}
