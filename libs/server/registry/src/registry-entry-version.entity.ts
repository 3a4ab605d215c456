import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { MembershipRow, type MembershipState } from './membership.entity';

/** What the register said of a participant from one day to another. A change adds a version. */
@Entity('registry_entry_version')
@Index('registry_entry_version_open', ['membershipId'], {
  unique: true,
  where: 'valid_to IS NULL',
})
@Index('registry_entry_version_history', ['membershipId', 'validFrom', 'id'])
@Index('registry_entry_version_public', { synchronize: false })
@Index('registry_entry_version_words', { synchronize: false })
@Check('registry_entry_version_period', 'valid_to IS NULL OR valid_to >= valid_from')
export class RegistryEntryVersionRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => MembershipRow, { name: 'registry_entry_version_membership' })
  @Column('uuid')
  membershipId!: string;
  @Column('uuid') clusterId!: string;
  @Column('date') validFrom!: string;
  /** The day from which the next version holds; null for the version that holds now. */
  @Column({ type: 'date', nullable: true }) validTo!: string | null;
  /** The participant has agreed to be shown in the public register. */
  @Column('boolean') published!: boolean;
  @Column('text') name!: string;
  @Column({ type: 'text', nullable: true }) city!: string | null;
  @Column('text') role!: string;
  /** A large participant that sells beyond the region; fixed by the centre. */
  @Column('boolean') anchor!: boolean;
  @Column('text', { array: true }) specialisations!: string[];
  @Column({ type: 'text', nullable: true }) website!: string | null;
  @Column('text') state!: MembershipState;
  /** `joined`; later changes have causes of their own. */
  @Column('text') cause!: string;
  @Column({ type: 'uuid', nullable: true }) applicationId!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
