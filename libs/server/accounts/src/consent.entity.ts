import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { AccountRow } from './account.entity';

/** Consents of people who have an account, given and taken back there (domain.md §15). */
export const CONSENT_PURPOSES = [
  'REQUEST_HANDLING',
  'SUPPORT_REGISTER',
  'REGISTRY_CONTACT',
  'NEWSLETTER',
  'CONTRACTORS_EXPERTS',
] as const;

/** Consents of people without an account: given and taken back by the link of a letter. */
export const LINK_CONSENT_PURPOSES = [
  'TRAINING_LISTENER',
  'PROJECT_PARTNER',
  'ANNOUNCEMENTS',
] as const;

export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export type LinkConsentPurpose = (typeof LINK_CONSENT_PURPOSES)[number];

/** One version of a consent's text. A published text is never changed: another text is another version. */
@Entity('consent_text')
@Check(
  'consent_text_purpose_listed',
  `purpose IN ('REQUEST_HANDLING', 'SUPPORT_REGISTER', 'REGISTRY_CONTACT', 'NEWSLETTER', 'CONTRACTORS_EXPERTS',
    'TRAINING_LISTENER', 'PROJECT_PARTNER', 'ANNOUNCEMENTS')`,
)
export class ConsentTextRow {
  @PrimaryColumn('text') purpose!: ConsentPurpose | LinkConsentPurpose;
  /** 1, 2, 3 …; the highest is the one in force. */
  @PrimaryColumn('integer') version!: number;
  @Column('jsonb') title!: { ru: string; en: string };
  @Column('jsonb') text!: { ru: string; en: string };
  /** Kinds of request that cannot be filed without it. */
  @Column('jsonb') requiredFor!: string[];
  @Column('integer') sortOrder!: number;
  @Column('timestamptz') publishedAt!: Date;
}

/** A consent that a person gave, and when it was taken back. */
@Entity('consent')
@Index('consent_one', ['accountId', 'purpose', 'version'], {
  unique: true,
  where: 'revoked_at IS NULL',
})
@Index('consent_account_given', ['accountId', 'givenAt'])
@Check('consent_channel_known', `channel IN ('PORTAL')`)
@ForeignKey(() => ConsentTextRow, ['purpose', 'version'], ['purpose', 'version'], {
  name: 'consent_of_text',
})
export class ConsentRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AccountRow, { name: 'consent_account' })
  @Column('uuid')
  accountId!: string;
  @Column('text') purpose!: ConsentPurpose;
  @Column('integer') version!: number;
  @Column('timestamptz') givenAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
  @Column('text') channel!: 'PORTAL';
  @Column({ type: 'text', nullable: true }) ip!: string | null;
}
