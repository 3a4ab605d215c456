import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { OrganisationRow } from './organisation.entity';

/** What a person acts on: the office itself, a power of attorney, a machine-readable one. */
export const BASES = ['CHARTER', 'POA', 'MCHD'] as const;
export type Basis = (typeof BASES)[number];

export const REPRESENTATIVE_STATES = ['PENDING', 'ACTIVE', 'REMOVED'] as const;
export type RepresentativeState = (typeof REPRESENTATIVE_STATES)[number];

/** A person who acts, or asks to act, for an organisation. */
@Entity('organisation_representative')
@Index('organisation_representative_one', ['organisationId', 'accountId'], {
  unique: true,
  where: `state <> 'REMOVED'`,
})
@Index('organisation_representative_account', ['accountId', 'organisationId'])
@Index('organisation_representative_pending', ['organisationId'], { where: `state = 'PENDING'` })
@Check('organisation_representative_basis_known', `basis IN ('CHARTER', 'POA', 'MCHD')`)
@Check('organisation_representative_state_known', `state IN ('PENDING', 'ACTIVE', 'REMOVED')`)
export class RepresentativeRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => OrganisationRow, { name: 'organisation_representative_organisation' })
  @Column('uuid')
  organisationId!: string;
  @Column('uuid') accountId!: string;
  @Column({ type: 'text', nullable: true }) basis!: Basis | null;
  @Column({ type: 'text', nullable: true }) poaNumber!: string | null;
  @Column({ type: 'date', nullable: true }) poaValidTo!: string | null;
  @Column('boolean') canFile!: boolean;
  @Column('boolean') isAdmin!: boolean;
  /** Added the organisation: may draft and file before the centre has confirmed anything. */
  @Column('boolean') firstClaimant!: boolean;
  /** The card as this person typed it, where somebody else had added the ИНН before. */
  @Column({ type: 'jsonb', nullable: true }) declared!: Record<string, unknown> | null;
  @Column('text') state!: RepresentativeState;
  @Column('timestamptz') createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) confirmedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) removedAt!: Date | null;
}
