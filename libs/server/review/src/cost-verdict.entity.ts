import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const COST_OUTCOMES = ['ACCEPTED', 'REDUCED', 'REJECTED'] as const;
export type CostOutcome = (typeof COST_OUTCOMES)[number];

/** What was judged of one payment. A corrected payment is another line, and is judged anew. */
@Entity('cost_verdict')
@Index('cost_verdict_of_application', ['applicationId'])
@Check('cost_verdict_outcome_known', `outcome IN ('ACCEPTED', 'REDUCED', 'REJECTED')`)
@Check(
  'cost_verdict_money_fits',
  `CASE outcome WHEN 'ACCEPTED' THEN accepted_kopecks = claimed_kopecks
                WHEN 'REDUCED' THEN accepted_kopecks > 0 AND accepted_kopecks < claimed_kopecks
                ELSE accepted_kopecks = 0 END`,
)
@Check('cost_verdict_explained', `outcome = 'ACCEPTED' OR reason <> ''`)
export class CostVerdictRow {
  @PrimaryColumn('uuid') lineId!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') outcome!: CostOutcome;
  @Column('bigint') claimedKopecks!: number;
  @Column('bigint') acceptedKopecks!: number;
  /** Read by the applicant. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('timestamptz') at!: Date;
}
