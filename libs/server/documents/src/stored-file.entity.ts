import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that is kept: its row and its name on disk live and die together (sweep of orphans). */
@Entity('stored_file')
@Check('stored_file_sha256_hex', `sha256 ~ '^[0-9a-f]{64}$'`)
@Check('stored_file_not_empty', 'size > 0')
export class StoredFileRow {
  /** Random; says nothing about the content or the owner. */
  @PrimaryColumn('text') key!: string;
  @Column('text') sha256!: string;
  /** Bytes. */
  @Column('integer') size!: number;
  @Column('text') mime!: string;
  @Column('timestamptz') createdAt!: Date;
}
