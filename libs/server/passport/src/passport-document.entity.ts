import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A document that an organisation may use again. Its file and dates belong to documents. */
@Entity('passport_document')
@Index('passport_document_once', ['organisationId', 'kind', 'sha256'], {
  unique: true,
  where: 'closed_at IS NULL',
})
@Index('passport_document_organisation', ['organisationId', 'id'])
export class PassportDocumentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') organisationId!: string;
  /** Code of the slot: `D-AUTH`. */
  @Column('text') kind!: string;
  /** How the form called the slot, in both languages. */
  @Column('jsonb') label!: object;
  /** The document that was given first. */
  @Column('uuid') documentId!: string;
  @Column('text') sha256!: string;
  @Column('timestamptz') addedAt!: Date;
  /** Taken off the list. */
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  /** The end of validity that its people were warned of. */
  @Column({ type: 'date', nullable: true }) warnedOf!: string | null;
}
