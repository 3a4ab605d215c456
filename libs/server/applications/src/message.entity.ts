import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { ApplicationEntity } from './application.entity';

/** One message of the thread that both sides read. */
@Entity('message')
@Index('message_application_id', ['applicationId', 'id'])
@Check('message_side_known', `side IN ('APPLICANT', 'CENTRE')`)
export class MessageEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid')
  @ForeignKey(() => ApplicationEntity, { name: 'message_application' })
  applicationId!: string;
  @Column('text') side!: string;
  @Column('uuid') authorId!: string;
  @Column('text') authorName!: string;
  @Column('text') text!: string;
  @Column('timestamptz') at!: Date;
  /** When the other side first saw it. */
  @Column({ type: 'timestamptz', nullable: true }) readAt!: Date | null;
}
