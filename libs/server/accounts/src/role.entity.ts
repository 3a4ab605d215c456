import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Permission, PermissionScope } from '@okno/server/contracts';

/** A role: a bundle of permissions, loaded from `roles.json`. */
@Entity('role')
export class RoleRow {
  @PrimaryColumn('text') code!: string;
  @Column('jsonb') name!: { ru: string; en: string };
  @Column('timestamptz') updatedAt!: Date;
}

/** One permission of a role and how far it reaches. */
@Entity('role_permission')
@Index('role_permission_permission', ['permission', 'role'])
@Check('role_permission_scope_known', `scope IN ('OWN', 'ASSIGNED', 'CLUSTER', 'ALL')`)
export class RolePermissionRow {
  @ForeignKey(() => RoleRow, { name: 'role_permission_role' })
  @PrimaryColumn('text')
  role!: string;
  @PrimaryColumn('text') permission!: Permission;
  @Column('text') scope!: PermissionScope;
  @Column('boolean') masked!: boolean;
}
