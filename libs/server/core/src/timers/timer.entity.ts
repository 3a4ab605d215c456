import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A moment at which something must happen to a subject. The queue's job is only its alarm clock. */
@Entity('timer')
@Check('timer_state_known', `state IN ('SET', 'FIRED', 'CANCELLED')`)
@Index('timer_one_per_subject', ['kind', 'subjectId'], { unique: true, where: "state = 'SET'" })
@Index('timer_due', ['dueAt'], { where: "state = 'SET'" })
export class TimerRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('uuid') subjectId!: string;
  @Column('timestamptz') dueAt!: Date;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('text') state!: 'SET' | 'FIRED' | 'CANCELLED';
  @Column('timestamptz') createdAt!: Date;
  /** When a job for it was last put into the queue. */
  @Column({ type: 'timestamptz', nullable: true }) queuedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) firedAt!: Date | null;
}
