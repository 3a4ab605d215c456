import { Injectable } from '@nestjs/common';

import { clusterIdOf, type Permission, type RoleCode } from '@okno/server/contracts';
import { Audit, Clock, Database, newId, type Actor, type Grant, type Tx } from '@okno/server/core';

import { AccountError } from './accounts.errors';
import { grantsOf, type HeldRole, type RoleBundles } from './roles.policy';

/** How long a process goes on with the roles it has read, in milliseconds. */
const KEPT_MS = 60_000;

/** A role to give to a person or to take away. */
export interface RoleOfPerson {
  accountId: string;
  role: RoleCode;
  /** Null for roles that work beyond clusters. */
  clusterCode: string | null;
}

/** Roles as bundles of permissions, kept in memory, and who holds them. */
@Injectable()
export class RolesService {
  private kept: { until: number; bundles: Promise<RoleBundles> } | undefined;

  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Everything that the roles of a signed-in person allow. */
  async grantsOf(held: readonly HeldRole[]): Promise<Grant[]> {
    return grantsOf(await this.bundles(), held);
  }

  /**
   * Gives a role; a role already held stays as it is. The caller's transaction locks the person's row.
   * @throws AccountError role.not_found, role.cluster_mismatch
   */
  async grant(tx: Tx, actor: Actor, given: RoleOfPerson): Promise<void> {
    await this.requireFitting(tx, given);
    await tx.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [given.accountId]);
    const clusterId = given.clusterCode === null ? null : clusterIdOf(given.clusterCode);
    const rows = await tx.query(
      `INSERT INTO role_grant (id, account_id, role, cluster_code, cluster_id, granted_by, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [
        newId(),
        given.accountId,
        given.role,
        given.clusterCode,
        clusterId,
        actor.accountId,
        this.clock.now(),
      ],
    );
    if (rows.length > 0) {
      await this.record(tx, actor, 'role.granted', given);
    }
  }

  /** Takes a role away; nothing happens where it is not held. */
  async revoke(tx: Tx, actor: Actor, taken: RoleOfPerson): Promise<void> {
    await tx.query('SELECT id FROM account WHERE id = $1 FOR UPDATE', [taken.accountId]);
    const rows = await tx.query(
      `UPDATE role_grant SET revoked_by = $4, revoked_at = $5
       WHERE account_id = $1 AND role = $2 AND cluster_code IS NOT DISTINCT FROM $3 AND revoked_at IS NULL
       RETURNING id`,
      [taken.accountId, taken.role, taken.clusterCode, actor.accountId, this.clock.now()],
    );
    if (rows.length > 0) {
      await this.record(tx, actor, 'role.revoked', taken);
    }
  }

  /** Forgets what was read, after the roles were loaded anew. */
  forget(): void {
    this.kept = undefined;
  }

  private bundles(): Promise<RoleBundles> {
    const now = performance.now();
    if (this.kept === undefined || this.kept.until < now) {
      const bundles = this.read();
      const kept = { until: now + KEPT_MS, bundles };
      this.kept = kept;
      bundles.catch(() => {
        // The database was away: the next caller asks again instead of hearing the old failure.
        if (this.kept === kept) {
          this.kept = undefined;
        }
      });
    }
    return this.kept.bundles;
  }

  private async read(): Promise<RoleBundles> {
    const rows = await this.db.query<{
      role: string;
      permission: Permission;
      scope: Grant['scope'];
      masked: boolean;
    }>('SELECT role, permission, scope, masked FROM role_permission ORDER BY role, permission');
    const bundles = new Map<string, Omit<Grant, 'clusterId' | 'role'>[]>();
    for (const { role, ...permission } of rows) {
      bundles.set(role, [...(bundles.get(role) ?? []), permission]);
    }
    return bundles;
  }

  /** A role that reaches over a cluster needs one: without it, it would reach over all. */
  private async requireFitting(tx: Tx, given: RoleOfPerson): Promise<void> {
    const [role] = await tx.query<{ inCluster: boolean | null }>(
      `SELECT (SELECT bool_or(scope IN ('CLUSTER', 'ASSIGNED')) FROM role_permission WHERE role = code) AS "inCluster"
       FROM role WHERE code = $1`,
      [given.role],
    );
    if (!role) {
      throw new AccountError('role.not_found', { role: given.role });
    }
    if ((role.inCluster === true) !== (given.clusterCode !== null)) {
      throw new AccountError('role.cluster_mismatch', { role: given.role });
    }
  }

  private async record(tx: Tx, actor: Actor, action: string, role: RoleOfPerson): Promise<void> {
    await this.audit.record(tx, {
      actor,
      action,
      subject: { type: 'account', id: role.accountId },
      data: { role: role.role, clusterCode: role.clusterCode },
    });
  }
}
