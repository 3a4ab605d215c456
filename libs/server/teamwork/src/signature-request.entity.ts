import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A finished draft that somebody without the filing right has sent to those who have it. */
@Entity('signature_request')
@Index('signature_request_one_open', ['applicationId'], { unique: true, where: `state = 'OPEN'` })
@Index('signature_request_application', ['applicationId', 'id'])
@Check(
  'signature_request_state_known',
  `state IN ('OPEN', 'SIGNED', 'RETURNED', 'CANCELLED', 'GONE')`,
)
@Check('signature_request_closed_once', `(state = 'OPEN') = (closed_at IS NULL)`)
@Check(
  'signature_request_copy_while_open',
  `(state = 'OPEN') = (answers IS NOT NULL AND documents IS NOT NULL)`,
)
export class SignatureRequestEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('uuid') organisationId!: string;
  /** Of the application when it was sent. */
  @Column('integer') revision!: number;
  /** What was sent, without bank details; gone when it is closed. */
  @Column({ type: 'jsonb', nullable: true }) answers!: object | null;
  @Column({ type: 'jsonb', nullable: true }) documents!: object | null;
  @Column('text') note!: string;
  /** Ids of those who are asked. */
  @Column('jsonb') signers!: object;
  @Column('uuid') requestedBy!: string;
  @Column('text') requestedName!: string;
  @Column('timestamptz') requestedAt!: Date;
  @Column('text') state!: string;
  @Column({ type: 'text', nullable: true }) closedName!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  /** Why it was sent back. */
  @Column({ type: 'text', nullable: true }) reply!: string | null;
}
