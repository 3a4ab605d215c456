import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '@okno/server/core';

import type { CardValues } from './organisation.card';
import type { Basis, RepresentativeState } from './representative.entity';

const COLUMNS = `id, organisation_id AS "organisationId", account_id AS "accountId", basis,
  poa_number AS "poaNumber", poa_valid_to AS "poaValidTo", can_file AS "canFile", is_admin AS "isAdmin",
  first_claimant AS "firstClaimant", declared, state, created_at AS "createdAt"`;

/** A person's place in an organisation. */
export interface Representative {
  id: string;
  organisationId: string;
  accountId: string;
  basis: Basis | null;
  poaNumber: string | null;
  poaValidTo: string | null;
  canFile: boolean;
  isAdmin: boolean;
  firstClaimant: boolean;
  declared: CardValues | null;
  state: RepresentativeState;
  createdAt: Date;
}

/** Rows of `organisation_representative`. Those who were removed are history and never read here. */
@Injectable()
export class RepresentativesRepository {
  constructor(private readonly db: Database) {}

  async ofAccount(accountId: string, tx: Tx | Database = this.db): Promise<Representative[]> {
    return tx.named<Representative>(
      'representative-of-account',
      `SELECT ${COLUMNS} FROM organisation_representative
       WHERE account_id = $1 AND state <> 'REMOVED' ORDER BY id LIMIT 200`,
      [accountId],
    );
  }

  async ofOrganisations(
    organisationIds: readonly string[],
    tx: Tx | Database = this.db,
  ): Promise<Representative[]> {
    return tx.named<Representative>(
      'representative-of-organisations',
      `SELECT ${COLUMNS} FROM organisation_representative
       WHERE organisation_id = ANY($1::uuid[]) AND state <> 'REMOVED' ORDER BY id`,
      [organisationIds],
    );
  }

  async of(
    organisationId: string,
    accountId: string,
    tx: Tx | Database = this.db,
  ): Promise<Representative | null> {
    const [row] = await tx.named<Representative>(
      'representative-one',
      `SELECT ${COLUMNS} FROM organisation_representative
       WHERE organisation_id = $1 AND account_id = $2 AND state <> 'REMOVED'`,
      [organisationId, accountId],
    );
    return row ?? null;
  }

  /** Whether a confirmed administrator of anything. */
  async isAdminAnywhere(tx: Tx, accountId: string): Promise<boolean> {
    const rows = await tx.named(
      'representative-admin-anywhere',
      `SELECT 1 FROM organisation_representative
       WHERE account_id = $1 AND state = 'ACTIVE' AND is_admin LIMIT 1`,
      [accountId],
    );
    return rows.length > 0;
  }

  async countPending(tx: Tx, accountId: string): Promise<number> {
    const [row] = await tx.named<{ count: number }>(
      'representative-count-pending',
      `SELECT count(*) AS count FROM organisation_representative WHERE account_id = $1 AND state = 'PENDING'`,
      [accountId],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Tx, row: Representative): Promise<void> {
    await tx.named(
      'representative-insert',
      `INSERT INTO organisation_representative (id, organisation_id, account_id, basis, poa_number, poa_valid_to,
         can_file, is_admin, first_claimant, declared, state, created_at, confirmed_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10::jsonb,$11::text,$12,CASE WHEN $11::text = 'ACTIVE' THEN $12::timestamptz END)`,
      [
        row.id,
        row.organisationId,
        row.accountId,
        row.basis,
        row.poaNumber,
        row.poaValidTo,
        row.canFile,
        row.isAdmin,
        row.firstClaimant,
        row.declared === null ? null : JSON.stringify(row.declared),
        row.state,
        row.createdAt,
      ],
    );
  }

  async save(tx: Tx, row: Representative): Promise<void> {
    await tx.named(
      'representative-save',
      `UPDATE organisation_representative SET basis = $2, poa_number = $3, poa_valid_to = $4,
         can_file = $5, is_admin = $6 WHERE id = $1`,
      [row.id, row.basis, row.poaNumber, row.poaValidTo, row.canFile, row.isAdmin],
    );
  }

  async activate(tx: Tx, row: { id: string; isAdmin: boolean }, at: Date): Promise<void> {
    await tx.named(
      'representative-activate',
      `UPDATE organisation_representative SET state = 'ACTIVE', is_admin = $2, confirmed_at = $3 WHERE id = $1`,
      [row.id, row.isAdmin, at],
    );
  }

  async remove(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.named(
      'representative-remove',
      `UPDATE organisation_representative SET state = 'REMOVED', removed_at = $2 WHERE id = $1`,
      [id, at],
    );
  }
}
