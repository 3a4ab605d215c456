import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { MeasureRow } from './measure.entity';

/**
 * A period in which a measure takes requests. It belongs to the measure and not to a version: a draft
 * begun before an edit of the measure is still filed into the same round.
 */
@Entity('intake_round')
@Index('intake_round_measure_closes', ['measureId', 'closesAt'])
@Index('intake_round_opening', ['opensAt'], { where: 'opening_told_at IS NULL' })
@Index('intake_round_announcement', ['opensAt'], { where: 'announcement_told_at IS NULL' })
@Index('intake_round_closing', ['closesAt'], { where: 'closing_told_at IS NULL' })
@Check('intake_round_mode_known', `mode IN ('FIFO', 'COMPETITION')`)
@Check('intake_round_experts_number', 'experts BETWEEN 0 AND 3')
@Check('intake_round_budget_positive', 'budget_kopecks IS NULL OR budget_kopecks >= 0')
@Check('intake_round_closes_after_opening', 'closes_at > opens_at')
export class IntakeRoundRow {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'uuid', update: false })
  @ForeignKey(() => MeasureRow, { name: 'intake_round_measure' })
  measureId!: string;
  @Column('timestamptz') opensAt!: Date;
  /** The first moment at which nothing is taken any more. */
  @Column('timestamptz') closesAt!: Date;
  /** Calendar year in which what is paid for must be done. */
  @Column('integer') year!: number;
  @Column('text') mode!: 'FIFO' | 'COMPETITION';
  /** 0 to 3; with none the reviewer judges (ARCHITECTURE §8.4). */
  @Column('integer') experts!: number;
  /** Null: no ceiling of its own. */
  @Column({ type: 'bigint', nullable: true }) budgetKopecks!: number | null;
  @Column('boolean') waitingList!: boolean;
  @Column('boolean') demo!: boolean;
  /** When those who wished it were told that it will open. */
  @Column({ type: 'timestamptz', nullable: true }) announcementToldAt!: Date | null;
  /** When the drafts that wait were told that it opened, and those of the round that it closed. */
  @Column({ type: 'timestamptz', nullable: true }) openingToldAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closingToldAt!: Date | null;
}
