import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Why a case came to a reviewer: the portal by load, himself, or somebody who assigns. */
export type AssignmentCause = 'LOAD' | 'TAKEN' | 'ASSIGNED';

/** Who has had a case and since when. Open while the case is on the reviewer's desk. */
@Entity('assignment')
@Index('assignment_one_open', ['applicationId'], { unique: true, where: 'ended_at IS NULL' })
@Index('assignment_application', ['applicationId', 'id'])
@Check('assignment_cause_known', `cause IN ('LOAD', 'TAKEN', 'ASSIGNED')`)
export class AssignmentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('uuid') clusterId!: string;
  @Column('uuid') assigneeId!: string;
  @Column('text') cause!: AssignmentCause;
  @Column('uuid') byId!: string;
  @Column('timestamptz') at!: Date;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}

/** Open assignments of a reviewer, kept and not counted. */
@Entity('reviewer_load')
@Check('reviewer_load_not_negative', 'open >= 0')
export class ReviewerLoadRow {
  @PrimaryColumn('uuid') clusterId!: string;
  @PrimaryColumn('uuid') accountId!: string;
  @Column('integer') open!: number;
  @Column({ type: 'timestamptz', nullable: true }) assignedAt!: Date | null;
}
