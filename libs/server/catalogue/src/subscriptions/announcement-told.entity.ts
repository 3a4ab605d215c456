import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import { AnnouncementSubscriptionRow } from './announcement-subscription.entity';

/** What somebody was told: each thing once. */
@Entity('announcement_told')
export class AnnouncementToldRow {
  @PrimaryColumn('uuid')
  @ForeignKey(() => AnnouncementSubscriptionRow, { name: 'announcement_told_subscription' })
  subscriptionId!: string;
  /** `OPENED/<round>`, `ANNOUNCED/<round>`, `ADDED/<measure>`. */
  @PrimaryColumn('text') about!: string;
  @Column('timestamptz') at!: Date;
}
