import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { ApplicationEntity } from './application.entity';

/**
 * A payment whose compensation is asked for. Never changed: a corrected one is a new line. While the request
 * goes on, nobody else can ask for the same payment; what is refused or taken back is given free.
 */
@Entity('cost_line')
@Index('cost_line_claimed_once', ['payeeInn', 'orderKey', 'paidOn', 'amountKopecks'], {
  unique: true,
  where: 'released_at IS NULL',
})
@Index('cost_line_of_application', ['applicationId'])
@Check('cost_line_no_counts', 'no > 0')
@Check('cost_line_payee_is_inn', `payee_inn ~ '^([0-9]{10}|[0-9]{12})$'`)
@Check('cost_line_order_named', `order_no <> '' AND order_key <> ''`)
@Check(
  'cost_line_money_adds',
  'amount_kopecks > 0 AND claimed_kopecks >= 0 AND claimed_kopecks <= amount_kopecks',
)
@Check('cost_line_vat_share', 'vat_bp BETWEEN 0 AND 10000')
export class CostLineEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid')
  @ForeignKey(() => ApplicationEntity, { name: 'cost_line_application' })
  applicationId!: string;
  /** Its row in the request, from 1. */
  @Column('integer') no!: number;
  @Column('text') payeeInn!: string;
  /** As it was typed. */
  @Column('text') orderNo!: string;
  /** The number without what one writes in different ways: `№ 0012` is `12`. */
  @Column('text') orderKey!: string;
  @Column('date') paidOn!: string;
  /** What was paid. */
  @Column('bigint') amountKopecks!: number;
  /** What of it counts by the form: without VAT where that is deducted, only the covered part of an interest. */
  @Column('bigint') claimedKopecks!: number;
  /** VAT inside the payment; null where the form does not ask. */
  @Column({ type: 'integer', nullable: true }) vatBp!: number | null;
  @Column({ type: 'text', nullable: true }) purpose!: string | null;
  @Column({ type: 'text', nullable: true }) contract!: string | null;
  @Column({ type: 'text', nullable: true }) act!: string | null;
  /** Since when others may claim the payment. */
  @Column({ type: 'timestamptz', nullable: true }) releasedAt!: Date | null;
}
