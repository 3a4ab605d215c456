import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { OrganisationRow } from './organisation.entity';

export const INVITATION_STATES = ['OPEN', 'ACCEPTED', 'REVOKED'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** An invitation by e-mail to act for an organisation. Its secret exists only in the letter. */
@Entity('organisation_invitation')
@Index('organisation_invitation_open', { synchronize: false })
@Check('organisation_invitation_state_known', `state IN ('OPEN', 'ACCEPTED', 'REVOKED')`)
export class InvitationRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => OrganisationRow, { name: 'organisation_invitation_organisation' })
  @Column('uuid')
  organisationId!: string;
  @Column('text') email!: string;
  @Column('boolean') canFile!: boolean;
  @Column('text') state!: InvitationState;
  @Column('uuid') invitedBy!: string;
  @Column({ type: 'uuid', nullable: true }) acceptedBy!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}
