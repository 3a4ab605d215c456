import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { CouncilItemRow, CouncilSessionRow } from './council-session.entity';

/** The minutes of a session as the PDF that is signed. */
@Entity('council_minutes')
@Index('council_minutes_number', ['number'], { unique: true })
export class CouncilMinutesRow {
  @ForeignKey(() => CouncilSessionRow, { name: 'council_minutes_session' })
  @PrimaryColumn('uuid')
  sessionId!: string;
  /** `KZB-MIN-2026-000001`: gap-free in the Council and year. */
  @Column('text') number!: string;
  @Column('date') date!: string;
  @Column('text') fileKey!: string;
  @Column('integer') size!: number;
  @Column('text') sha256!: string;
  @Column('timestamptz') preparedAt!: Date;
}

/** What of signed minutes is about one case, as PDF for its applicant. */
@Entity('council_extract')
@Index('council_extract_application', ['applicationId'], { unique: true })
export class CouncilExtractRow {
  @ForeignKey(() => CouncilItemRow, { name: 'council_extract_item' })
  @PrimaryColumn('uuid')
  itemId!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') fileKey!: string;
  @Column('integer') size!: number;
  @Column('text') sha256!: string;
  @Column('timestamptz') at!: Date;
}

/** A simple signature under the hash of the minutes: login and a code sent by mail. */
@Entity('council_signature')
@Check('council_signature_side_known', `side IN ('CHAIR', 'SECRETARY')`)
export class CouncilSignatureRow {
  @ForeignKey(() => CouncilSessionRow, { name: 'council_signature_session' })
  @PrimaryColumn('uuid')
  sessionId!: string;
  @PrimaryColumn('text') side!: 'CHAIR' | 'SECRETARY';
  @Column('uuid') accountId!: string;
  @Column('text') signerName!: string;
  @Column('text') sha256!: string;
  @Column('timestamptz') signedAt!: Date;
}
