import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** States of a membership (domain §7). */
export const MEMBERSHIP_STATES = ['ACTIVE', 'SUSPENDED', 'EXITED', 'EXCLUDED'] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];

/** An organisation's place in a cluster's register. One open at a time; closed, never deleted. */
@Entity('membership')
@Index('membership_number', ['registryNumber'], { unique: true })
@Index('membership_application', ['applicationId'], { unique: true })
@Index('membership_one_open', ['organisationId', 'clusterId'], {
  unique: true,
  where: `state IN ('ACTIVE', 'SUSPENDED')`,
})
@Check('membership_state_known', `state IN ('ACTIVE', 'SUSPENDED', 'EXITED', 'EXCLUDED')`)
@Check('membership_left_on_set', `(state IN ('EXITED', 'EXCLUDED')) = (left_on IS NOT NULL)`)
export class MembershipRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') organisationId!: string;
  @Column('uuid') clusterId!: string;
  /** `KZB-0001`: gap-free in its cluster, never given twice. */
  @Column('text') registryNumber!: string;
  @Column('text') role!: string;
  /** A partner from outside the region. */
  @Column('boolean') external!: boolean;
  @Column('text') state!: MembershipState;
  @Column('date') joinedOn!: string;
  @Column({ type: 'date', nullable: true }) leftOn!: string | null;
  @Column({ type: 'text', nullable: true }) leaveReason!: string | null;
  @Column('uuid') applicationId!: string;
  @Column('timestamptz') createdAt!: Date;
}

/** The last registry number given in a cluster; its row is the lock that keeps numbers gap-free. */
@Entity('registry_counter')
export class RegistryCounterRow {
  @PrimaryColumn('uuid') clusterId!: string;
  @Column('integer') lastNumber!: number;
}
