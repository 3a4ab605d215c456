import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** PENDING until the mail server took it (SENT) or it was given up (FAILED); KEPT where there is no server. */
export type DeliveryState = 'PENDING' | 'SENT' | 'FAILED' | 'KEPT';

/** A letter as it would have gone out; stored only where no mail server is configured, never in production. */
export interface KeptLetter {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** One letter and what became of it. Its text is made when it is sent and is not stored. */
@Entity('mail_delivery')
@Index('mail_delivery_waiting', ['dueAt'], { where: "state = 'PENDING'" })
@Index('mail_delivery_notification', ['notificationId'])
@Index('mail_delivery_kept', ['sentAt', 'id'], { where: "state = 'KEPT'" })
@Check('mail_delivery_state_known', `state IN ('PENDING', 'SENT', 'FAILED', 'KEPT')`)
@Index('mail_delivery_confirmation', ['confirmationId'], { where: 'confirmation_id IS NOT NULL' })
@Check(
  'mail_delivery_one_addressee',
  'num_nonnulls(account_id, invitation_id, confirmation_id, subscription_id) = 1',
)
@Check('mail_delivery_body_only_kept', `(kept IS NOT NULL) = (state = 'KEPT')`)
export class MailDeliveryRow {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'uuid', nullable: true }) accountId!: string | null;
  /** The invited person has no account yet: the address is read from the invitation. */
  @Column({ type: 'uuid', nullable: true }) invitationId!: string | null;
  /** Whoever confirms a row of an application: the address is read from the application. */
  @Column({ type: 'uuid', nullable: true }) confirmationId!: string | null;
  /** Whoever wants to be told of measures: the address is read from the subscription. */
  @Column({ type: 'uuid', nullable: true }) subscriptionId!: string | null;
  /** The notice that this letter repeats; null for letters of accounts. */
  @Column({ type: 'uuid', nullable: true }) notificationId!: string | null;
  @Column('text') template!: string;
  @Column('jsonb') params!: Record<string, unknown>;
  @Column('text') state!: DeliveryState;
  /** Times it was taken for sending. */
  @Column('integer') tries!: number;
  /** Tries that ended with nobody knowing whether the server took the letter; the second is the last. */
  @Column('integer') unknownEnds!: number;
  /** Code of the last failure, without the server's text: that may hold the address. */
  @Column({ type: 'text', nullable: true }) lastError!: string | null;
  @Column('timestamptz') createdAt!: Date;
  /** Not tried before this. */
  @Column('timestamptz') dueAt!: Date;
  /** When a job for it was last put into the queue. */
  @Column({ type: 'timestamptz', nullable: true }) queuedAt!: Date | null;
  /** Set while a try is under way. */
  @Column({ type: 'timestamptz', nullable: true }) startedAt!: Date | null;
  /** When the server took it, or when it was kept. */
  @Column({ type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ type: 'jsonb', nullable: true }) kept!: KeptLetter | null;
}
