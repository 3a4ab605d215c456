import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Pass or no pass on one criterion, with the reason. */
export interface CriterionMark {
  code: string;
  pass: boolean;
  reason: string;
}

/** A reviewer's written conclusion. A later one takes its place; none is changed. */
@Entity('conclusion')
@Index('conclusion_application', ['applicationId', 'id'])
export class ConclusionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('integer') round!: number;
  @Column('boolean') pass!: boolean;
  @Column('text') text!: string;
  @Column('jsonb') criteria!: CriterionMark[];
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('timestamptz') at!: Date;
}
