import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that happened to one subject. Append-only; each entry holds the hash of the one before. */
@Entity('audit_entry')
@Index('audit_entry_subject_seq', ['subjectType', 'subjectId', 'seq'], { unique: true })
@Index('audit_entry_at', ['at'])
export class AuditEntryRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') subjectType!: string;
  @Column('uuid') subjectId!: string;
  /** 1, 2, 3 … without a gap within the subject. */
  @Column('integer') seq!: number;
  @Column('timestamptz') at!: Date;
  @Column('uuid') actorId!: string;
  @Column('text') actorName!: string;
  @Column('text') role!: string;
  @Column('text') action!: string;
  @Column({ type: 'text', nullable: true }) fromState!: string | null;
  @Column({ type: 'text', nullable: true }) toState!: string | null;
  @Column({ type: 'text', nullable: true }) reasonCode!: string | null;
  @Column({ type: 'text', nullable: true }) publicComment!: string | null;
  @Column({ type: 'text', nullable: true }) innerComment!: string | null;
  @Column({ type: 'text', nullable: true }) ip!: string | null;
  @Column('jsonb') data!: Record<string, unknown>;
  @Column({ type: 'text', nullable: true }) prevHash!: string | null;
  @Column('text') hash!: string;
}
