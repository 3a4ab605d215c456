import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An event written in the transaction of the change it tells of. */
@Entity('outbox_event')
@Index('outbox_event_waiting', ['id'], { where: 'relayed_at IS NULL' })
@Index('outbox_event_undone', ['relayedAt'], { where: 'done_at IS NULL' })
export class OutboxEventRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') event!: string;
  @Column('jsonb') payload!: Record<string, unknown>;
  @Column('timestamptz') createdAt!: Date;
  /** When its jobs were last put into the queue. */
  @Column({ type: 'timestamptz', nullable: true }) relayedAt!: Date | null;
  /** Listeners that have not finished yet; null until relayed. */
  @Column({ type: 'integer', nullable: true }) pending!: number | null;
  @Column({ type: 'timestamptz', nullable: true }) doneAt!: Date | null;
}
