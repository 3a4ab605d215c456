import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { AccountRow } from './account.entity';

/** What a secret in a letter is good for. */
export const SECRET_PURPOSES = [
  'EMAIL_CONFIRMATION',
  'PASSWORD_RESET',
  'INVITATION',
  'AGREEMENT_CODE',
  'MINUTES_CODE',
  'ROW_CONFIRMATION',
  'SUBSCRIPTION',
  'SUBSCRIPTION_LEAVE',
] as const;

export type SecretPurpose = (typeof SECRET_PURPOSES)[number];

/** A secret that was sent in a letter, good once and for a while. */
@Entity('secret_token')
@Index('secret_token_secret', ['secretHash'], { unique: true })
@Index('secret_token_open', ['purpose', 'subjectId', 'accountId'], { where: 'spent_at IS NULL' })
@Index('secret_token_account_id', ['accountId'])
@Index('secret_token_expires', ['expiresAt'])
@Check(
  'secret_token_purpose_spelled',
  `purpose IN ('EMAIL_CONFIRMATION', 'PASSWORD_RESET', 'INVITATION', 'AGREEMENT_CODE', 'MINUTES_CODE',
    'ROW_CONFIRMATION', 'SUBSCRIPTION', 'SUBSCRIPTION_LEAVE')`,
)
@Check('secret_token_form_known', `form IN ('LINK', 'CODE')`)
export class SecretTokenRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') purpose!: SecretPurpose;
  /** The secret of a link is 256 bits; a code is six digits, typed by hand. */
  @Column('text') form!: 'LINK' | 'CODE';
  @ForeignKey(() => AccountRow, { name: 'secret_token_account' })
  @Column({ type: 'uuid', nullable: true })
  accountId!: string | null;
  @Column({ type: 'uuid', nullable: true }) subjectId!: string | null;
  /** SHA-256 of the secret; of a code together with the row's id. */
  @Column('bytea') secretHash!: Buffer;
  /** Guesses at a code so far. */
  @Column('integer') tries!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) spentAt!: Date | null;
}
