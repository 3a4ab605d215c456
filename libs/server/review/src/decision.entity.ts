import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The act that ends the review of a case: one for a case, with a number of its own. */
@Entity('decision')
@Index('decision_once', ['applicationId'], { unique: true })
@Index('decision_number', ['number'], { unique: true })
@Index('decision_sequence', ['clusterId', 'year', 'seq'], { unique: true })
@Index('decision_support', ['organisationId', 'clusterId', 'year'], {
  where: "outcome = 'APPROVED'",
})
@Check('decision_outcome_known', `outcome IN ('APPROVED', 'REJECTED')`)
@Check(
  'decision_refusal_explained',
  `outcome = 'APPROVED' OR (reason_code IS NOT NULL AND public_text IS NOT NULL)`,
)
@Check(
  'decision_money_whole',
  '(approved_kopecks IS NULL) = (own_kopecks IS NULL) AND approved_kopecks >= 0 AND own_kopecks >= 0',
)
export class DecisionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('uuid') organisationId!: string;
  @Column('uuid') clusterId!: string;
  @Column('text') measureCode!: string;
  @Column('text') outcome!: 'APPROVED' | 'REJECTED';
  /** `KZB-DEC-2026-000001`: gap-free in the cluster and year. */
  @Column('text') number!: string;
  @Column('integer') year!: number;
  @Column('integer') seq!: number;
  /** The local day of the cluster. */
  @Column('date') date!: string;
  @Column({ type: 'text', nullable: true }) reasonCode!: string | null;
  /** What the applicant reads. */
  @Column({ type: 'text', nullable: true }) publicText!: string | null;
  /** The state part; null where the procedure has no money. */
  @Column({ type: 'bigint', nullable: true }) approvedKopecks!: number | null;
  @Column({ type: 'bigint', nullable: true }) ownKopecks!: number | null;
  @Column({ type: 'text', nullable: true }) capReason!: string | null;
  @Column({ type: 'uuid', nullable: true }) conclusionId!: string | null;
  @Column('uuid') signedBy!: string;
  @Column('text') signedByName!: string;
  @Column('timestamptz') at!: Date;
  /** Since when the approved support is over or given up and counts towards no limit of support in force. */
  @Column({ type: 'timestamptz', nullable: true }) supportEndedAt!: Date | null;
}

/** The last decision number of a cluster in a year; the row's lock keeps numbers without a gap. */
@Entity('decision_counter')
export class DecisionCounterRow {
  @PrimaryColumn('uuid') clusterId!: string;
  @PrimaryColumn('integer') year!: number;
  @Column('integer') last!: number;
}
