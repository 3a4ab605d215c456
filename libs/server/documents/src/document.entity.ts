import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { StoredFileRow } from './stored-file.entity';

/** What an antivirus has said. Nothing is shown as clean that was not scanned. */
export const SCAN_STATES = ['NOT_SCANNED', 'CLEAN', 'INFECTED'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

export type DocumentState = 'CURRENT' | 'REPLACED' | 'REMOVED';

/** A file that somebody gave for an application, in one of its slots. Never overwritten. */
@Entity('document')
@Index('document_application', ['applicationId', 'slot', 'id'])
@Index('document_file_key', ['fileKey'])
@Index('document_unscanned', ['uploadedAt', 'id'], {
  where: `scan = 'NOT_SCANNED' AND state = 'CURRENT'`,
})
@Check('document_valid_after_issue', 'valid_to >= issued_on')
@Check('document_scan_known', `scan IN ('NOT_SCANNED', 'CLEAN', 'INFECTED')`)
@Check('document_state_known', `state IN ('CURRENT', 'REPLACED', 'REMOVED')`)
export class DocumentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  /** Code of the slot in the form: `D-TOR`. */
  @Column('text') slot!: string;
  @ForeignKey(() => StoredFileRow, { name: 'document_file' })
  @Column('text')
  fileKey!: string;
  /** Local days that its people have named; null: not known. */
  @Column({ type: 'date', nullable: true }) issuedOn!: string | null;
  @Column({ type: 'date', nullable: true }) validTo!: string | null;
  /** As the person named it, made safe. */
  @Column('text') name!: string;
  @Column('text') mime!: string;
  @Column('integer') size!: number;
  @Column('text') sha256!: string;
  @Column('text') scan!: ScanState;
  /** 1 for the first, one more for every file that takes the place of another. */
  @Column('integer') version!: number;
  @Column('text') state!: DocumentState;
  @Column({ type: 'uuid', nullable: true }) replacedBy!: string | null;
  @Column('uuid') uploadedBy!: string;
  @Column('timestamptz') uploadedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}
