import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { RegisterCode } from '@okno/server/organisations';

import type { ImportCounts, ImportSample } from './import-tally';

/** One run over one archive: how far it is, what it found. The place is written with the records before it. */
@Entity('register_import')
@Index('register_import_same', ['register', 'fingerprint'], { unique: true })
@Check('register_import_register_known', `register IN ('rsmp', 'rsmppp')`)
@Check('register_import_state_known', `state IN ('RUNNING', 'DONE')`)
export class RegisterImportRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') register!: RegisterCode;
  /** Without its folder. */
  @Column('text') fileName!: string;
  @Column('text') fingerprint!: string;
  /** The archive is a part of the set: nobody is missing who is not in it. */
  @Column('boolean') part!: boolean;
  @Column('text') state!: 'RUNNING' | 'DONE';
  /** The process that goes on with it; another one that starts takes it over, and this one stops. */
  @Column('uuid') owner!: string;
  @Column('integer') files!: number;
  @Column('bigint') packedBytes!: number;
  @Column('integer') fileIndex!: number;
  /** Documents of that file that are done. */
  @Column('integer') documentIndex!: number;
  @Column('bigint') bytesRead!: number;
  /** The latest ДатаСост so far. */
  @Column({ type: 'date', nullable: true }) asOf!: string | null;
  @Column('jsonb') counts!: ImportCounts;
  @Column('jsonb') samples!: ImportSample[];
  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
}
