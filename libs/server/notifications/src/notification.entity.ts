import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What one person is told inside the portal. */
@Entity('notification')
@Index('notification_account_at', ['accountId', 'at', 'id'])
@Index('notification_unread', ['accountId', 'at', 'id'], { where: 'read_at IS NULL' })
export class NotificationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') accountId!: string;
  @Column('text') template!: string;
  /** What the template asks for: ids, numbers, dates, titles; nothing that the recipient may not see. */
  @Column('jsonb') params!: Record<string, unknown>;
  @Column({ type: 'uuid', nullable: true }) applicationId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column({ type: 'timestamptz', nullable: true }) readAt!: Date | null;
}
