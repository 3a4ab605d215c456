import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { RoleCode } from '@okno/server/contracts';

import { AccountRow } from './account.entity';
import { RoleRow } from './role.entity';

/** A role that a person holds, in one cluster or (technical roles) beyond clusters. */
@Entity('role_grant')
@Index('role_grant_in_cluster', ['accountId', 'role', 'clusterId'], {
  unique: true,
  where: 'revoked_at IS NULL AND cluster_id IS NOT NULL',
})
@Index('role_grant_everywhere', ['accountId', 'role'], {
  unique: true,
  where: 'revoked_at IS NULL AND cluster_id IS NULL',
})
@Index('role_grant_cluster_role', ['clusterId', 'role'], { where: 'revoked_at IS NULL' })
@Check('role_grant_cluster_whole', '(cluster_code IS NULL) = (cluster_id IS NULL)')
export class RoleGrantRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AccountRow, { name: 'role_grant_account' })
  @Column('uuid')
  accountId!: string;
  @ForeignKey(() => RoleRow, { name: 'role_grant_role' })
  @Column('text')
  role!: RoleCode;
  @Column({ type: 'text', nullable: true }) clusterCode!: string | null;
  /** Follows from the code (`clusterIdOf`). */
  @Column({ type: 'uuid', nullable: true }) clusterId!: string | null;
  @Column('uuid') grantedBy!: string;
  @Column('timestamptz') grantedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) revokedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
