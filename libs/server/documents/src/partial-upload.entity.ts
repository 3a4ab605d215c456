import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A piece of a file that came in one request: an object of the storage. */
export interface UploadPart {
  key: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** A file that comes in several requests, until all of it is there and it has become a document. */
@Entity('partial_upload')
@Index('partial_upload_owner', ['applicationId', 'createdBy', 'id'])
@Index('partial_upload_expires', ['expiresAt'])
@Check('partial_upload_not_empty', 'size > 0')
@Check('partial_upload_within', 'received BETWEEN 0 AND size')
export class PartialUploadRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') slot!: string;
  /** As the sender calls it; made safe when it becomes a document. */
  @Column('text') name!: string;
  /** By which the sender knows the file again after a reload; we only hand it back. */
  @Column('text') fingerprint!: string;
  /** The document whose place it takes, in a slot of several. */
  @Column({ type: 'uuid', nullable: true }) replaces!: string | null;
  /** Bytes of the whole file. */
  @Column('integer') size!: number;
  /** Bytes that are here for good. */
  @Column('integer') received!: number;
  @Column({ type: 'jsonb', default: [] }) parts!: UploadPart[];
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
  /** What it became; asking again gives the same one. */
  @Column({ type: 'uuid', nullable: true }) documentId!: string | null;
}
