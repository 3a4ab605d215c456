import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { RoundMoneyRow } from './round-money.entity';

/** What a decision holds of a round for one application. Released ones stay as history. */
@Entity('budget_reservation')
@Index('budget_reservation_one_per_application', ['applicationId'], {
  unique: true,
  where: "state = 'RESERVED'",
})
@Index('budget_reservation_round_id', ['roundId'])
@Check('budget_reservation_positive', 'kopecks > 0')
@Check('budget_reservation_state_known', `state IN ('RESERVED', 'RELEASED')`)
export class BudgetReservationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid')
  @ForeignKey(() => RoundMoneyRow, { name: 'budget_reservation_round' })
  roundId!: string;
  @Column('uuid') applicationId!: string;
  @Column('bigint') kopecks!: number;
  @Column('text') state!: 'RESERVED' | 'RELEASED';
  @Column('timestamptz') createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
}
