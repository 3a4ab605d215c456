import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The checks of one round under way. The truth from which a lost queue is rebuilt. */
@Entity('intake_check')
export class IntakeCheckRow {
  @PrimaryColumn('uuid') applicationId!: string;
  @PrimaryColumn('integer') round!: number;
  @Column('text', { array: true }) codes!: string[];
  /** How often the flow was put into the queue. */
  @Column('integer') attempt!: number;
  @Column('timestamptz') startedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) doneAt!: Date | null;
}
