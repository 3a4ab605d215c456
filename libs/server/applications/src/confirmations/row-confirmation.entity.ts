import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where asking somebody stands; whether the row is still the one he was asked about is seen in the answers. */
export const CONFIRMATION_STATES = [
  'INVITED',
  'CONFIRMED',
  'DECLINED',
  'CANCELLED',
  'REVOKED',
] as const;

export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];

/** A person or organisation in a row of an application who is asked to confirm it, and what he said. */
@Entity('row_confirmation')
@Index('row_confirmation_one', ['applicationId', 'field', 'rowKey'], { unique: true })
@Check(
  'row_confirmation_state_known',
  `state IN ('INVITED', 'CONFIRMED', 'DECLINED', 'CANCELLED', 'REVOKED')`,
)
@Check(
  'row_confirmation_evidence_whole',
  `(state IN ('CONFIRMED', 'REVOKED')) = (evidence_hash IS NOT NULL)
   AND (evidence_hash IS NULL) = (consent_version IS NULL)
   AND (shown IS NULL OR state = 'CONFIRMED')
   AND (state = 'REVOKED') = (revoked_at IS NOT NULL)`,
)
@Check('row_confirmation_reason_of_refusal', `reason IS NULL OR state = 'DECLINED'`)
@Check('row_confirmation_letters_count', 'letters > 0')
export class RowConfirmationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('uuid') organisationId!: string;
  /** Key of the table. */
  @Column('text') field!: string;
  /** SHA-256 of name and address: another name or address is another row, and nobody has confirmed that one. */
  @Column('bytea') rowKey!: Buffer;
  @Column('text') state!: ConfirmationState;
  /** How often he was written to. */
  @Column('integer') letters!: number;
  @Column('uuid') invitedBy!: string;
  @Column('timestamptz') invitedAt!: Date;
  /** Not answered after this moment; a consent is taken back at any time. */
  @Column('timestamptz') expiresAt!: Date;
  /** When the mail server refused the last letter for good. */
  @Column({ type: 'timestamptz', nullable: true }) bouncedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
  /** Why he declined, in his words. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** The consent he gave: a text of `consent_text`, which accounts owns. */
  @Column({ type: 'text', nullable: true }) consentPurpose!: string | null;
  @Column({ type: 'integer', nullable: true }) consentVersion!: number | null;
  /** SHA-256 over what he was shown, the consent's text and version, and the time. */
  @Column({ type: 'text', nullable: true }) evidenceHash!: string | null;
  /** What he confirmed; deleted when he takes the consent back. */
  @Column({ type: 'jsonb', nullable: true }) shown!: object | null;
  @Column({ type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
