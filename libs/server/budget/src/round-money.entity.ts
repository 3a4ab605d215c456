import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Money of one intake round, in kopecks. The row is the lock of everything that touches it. */
@Entity('round_money')
@Check(
  'round_money_not_negative',
  'plan_kopecks >= 0 AND reserved_kopecks >= 0 AND committed_kopecks >= 0 AND paid_kopecks >= 0',
)
@Check(
  'round_money_within_plan',
  'reserved_kopecks + committed_kopecks + paid_kopecks <= plan_kopecks',
)
export class RoundMoneyRow {
  @PrimaryColumn('uuid')
  @ForeignKey('intake_round', { name: 'round_money_round' })
  roundId!: string;
  @Column('bigint') planKopecks!: number;
  /** Promised by a decision, not yet under an agreement. */
  @Column('bigint') reservedKopecks!: number;
  /** Owed under agreements. */
  @Column('bigint') committedKopecks!: number;
  @Column('bigint') paidKopecks!: number;
}
