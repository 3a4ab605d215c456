import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { BecomesTrue } from '@okno/shared/eligibility';

import type { CheckOutcome } from './check.policy';

/** What one automatic check found in one round of a case. A rerun replaces it, and the history says so. */
@Entity('check_result')
@Index('check_result_once', ['applicationId', 'round', 'code'], { unique: true })
@Check('check_result_outcome_known', `outcome IN ('PASS', 'FAIL', 'WARN', 'UNAVAILABLE')`)
export class CheckResultRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  /** 0 at filing, then one more with every return. */
  @Column('integer') round!: number;
  /** `E01`…`E17`, `DUPLICATE`. */
  @Column('text') code!: string;
  @Column('text') outcome!: CheckOutcome;
  @Column('text') messageKey!: string;
  @Column('jsonb') params!: Record<string, unknown>;
  /** Where the answer comes from: `portal`, `card`, `egrul`, `rsmp`, … */
  @Column('text') source!: string;
  /** Date of the source's data. */
  @Column({ type: 'timestamptz', nullable: true }) asOf!: Date | null;
  @Column('timestamptz') checkedAt!: Date;
  /** From when, or with which change, a FAIL would pass. */
  @Column({ type: 'jsonb', nullable: true }) becomesTrue!: BecomesTrue | null;
}
