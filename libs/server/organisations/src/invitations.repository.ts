import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { InvitationState } from './invitation.entity';

const COLUMNS = `i.id, i.organisation_id AS "organisationId", i.email, i.can_file AS "canFile", i.state,
  i.invited_by AS "invitedBy", i.expires_at AS "expiresAt"`;

export interface Invitation {
  id: string;
  organisationId: string;
  email: string;
  canFile: boolean;
  state: InvitationState;
  invitedBy: string;
  expiresAt: Date;
}

/** Rows of `organisation_invitation`. */
@Injectable()
export class InvitationsRepository {
  constructor(private readonly db: Database) {}

  async find(id: string, tx: Tx | Database = this.db): Promise<Invitation | null> {
    const [row] = await tx.named<Invitation>(
      'invitation-find',
      `SELECT ${COLUMNS} FROM organisation_invitation i WHERE i.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Open and not yet expired, oldest first. */
  async open(
    organisationIds: readonly string[],
    now: Date,
    tx: Tx | Database = this.db,
  ): Promise<Invitation[]> {
    return tx.named<Invitation>(
      'invitation-open',
      `SELECT ${COLUMNS} FROM organisation_invitation i
       WHERE i.organisation_id = ANY($1::uuid[]) AND i.state = 'OPEN' AND i.expires_at > $2 ORDER BY i.id`,
      [organisationIds, now],
    );
  }

  async insert(tx: Tx, row: Invitation, at: Date): Promise<void> {
    await tx.named(
      'invitation-insert',
      `INSERT INTO organisation_invitation (id, organisation_id, email, can_file, state, invited_by, created_at, expires_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
      [
        row.id,
        row.organisationId,
        row.email,
        row.canFile,
        row.state,
        row.invitedBy,
        at,
        row.expiresAt,
      ],
    );
  }

  /** Withdraws an earlier open invitation of the same address: a new one takes its place. */
  async revokeSame(tx: Tx, organisationId: string, email: string, at: Date): Promise<void> {
    await tx.named(
      'invitation-revoke-same',
      `UPDATE organisation_invitation SET state = 'REVOKED', closed_at = $3
       WHERE organisation_id = $1 AND lower(email) = lower($2) AND state = 'OPEN'`,
      [organisationId, email, at],
    );
  }

  /** Tells whether the invitation was still open. */
  async close(
    tx: Tx,
    id: string,
    state: 'ACCEPTED' | 'REVOKED',
    at: Date,
    acceptedBy: string | null,
  ): Promise<boolean> {
    const rows = await tx.named(
      'invitation-close',
      `UPDATE organisation_invitation SET state = $2, closed_at = $3, accepted_by = $4
       WHERE id = $1 AND state = 'OPEN' RETURNING id`,
      [id, state, at, acceptedBy],
    );
    return rows.length > 0;
  }
}
