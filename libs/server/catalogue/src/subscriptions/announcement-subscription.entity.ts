import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who wants letters about a measure, or about measures that a search finds. Deleted when he leaves. */
@Entity('announcement_subscription')
@Index('announcement_subscription_one', ['emailKey', 'targetKey'], { unique: true })
@Index('announcement_subscription_measure', ['measureCode', 'id'], {
  where: 'confirmed_at IS NOT NULL',
})
@Index('announcement_subscription_unconfirmed', ['requestedAt'], { where: 'confirmed_at IS NULL' })
@Check('announcement_subscription_lang_known', `lang IN ('ru', 'en')`)
@Check('announcement_subscription_one_target', 'num_nonnulls(measure_code, filter) = 1')
export class AnnouncementSubscriptionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') email!: string;
  /** The address in one spelling. */
  @Column('text') emailKey!: string;
  @Column('text') lang!: 'ru' | 'en';
  @Column({ type: 'text', nullable: true }) measureCode!: string | null;
  /** Words, cluster and category of a search. */
  @Column({ type: 'jsonb', nullable: true }) filter!: object | null;
  /** The measure or the search in one spelling: nobody is told twice of the same. */
  @Column('text') targetKey!: string;
  /** Of the consent that was read with the request. */
  @Column('integer') consentVersion!: number;
  @Column('timestamptz') requestedAt!: Date;
  /** When the letter was answered; until then nothing else is sent. */
  @Column({ type: 'timestamptz', nullable: true }) confirmedAt!: Date | null;
}
