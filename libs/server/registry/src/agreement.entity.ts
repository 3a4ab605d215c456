import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const AGREEMENT_STATES = [
  'PREPARED',
  'SIGNED_BY_APPLICANT',
  'SIGNED_BY_CENTRE',
  'SIGNED',
  'EXPIRED',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

export const AGREEMENT_SIDES = ['APPLICANT', 'CENTRE'] as const;
export type AgreementSide = (typeof AGREEMENT_SIDES)[number];

/** Text of an agreement as data. A version is never changed once loaded. */
@Entity('agreement_template')
export class AgreementTemplateRow {
  @PrimaryColumn('text') code!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('text') clusterCode!: string;
  @Column('jsonb') body!: Record<string, unknown>;
  @Column('text') sha256!: string;
  @Column('timestamptz') loadedAt!: Date;
}

/** The agreement that makes an applicant a participant, as the PDF that both sides sign. */
@Entity('joining_agreement')
@Index('joining_agreement_application', ['applicationId'], { unique: true })
@Check(
  'joining_agreement_state_known',
  `state IN ('PREPARED', 'SIGNED_BY_APPLICANT', 'SIGNED_BY_CENTRE', 'SIGNED', 'EXPIRED')`,
)
export class JoiningAgreementRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('uuid') organisationId!: string;
  @Column('uuid') clusterId!: string;
  @Column('text') templateCode!: string;
  @Column('integer') templateVersion!: number;
  /** Of the document itself: one more each time it is drawn up anew before anybody has signed. */
  @Column('integer') versionNo!: number;
  @Column('text') state!: AgreementState;
  @Column('text') fileKey!: string;
  @Column('integer') size!: number;
  /** Of the PDF: what both sides sign. */
  @Column('text') sha256!: string;
  @Column('timestamptz') preparedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) applicantSignedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) centreSignedAt!: Date | null;
}

/** One side's simple signature (login and code by mail) under the hash of the PDF. */
@Entity('agreement_signature')
@Index('agreement_signature_once', ['agreementId', 'side'], { unique: true })
@Check('agreement_signature_side_known', `side IN ('APPLICANT', 'CENTRE')`)
@Check('agreement_signature_method_known', `method IN ('SES')`)
export class AgreementSignatureRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => JoiningAgreementRow, { name: 'agreement_signature_agreement' })
  @Column('uuid')
  agreementId!: string;
  @Column('text') side!: AgreementSide;
  @Column('text') method!: 'SES';
  @Column('uuid') accountId!: string;
  @Column('text') signerName!: string;
  @Column('text') sha256!: string;
  @Column('timestamptz') signedAt!: Date;
}
