import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One comment of colleagues in an application. The first one of a thread carries what it is about and whether it is resolved. */
@Entity('team_comment')
@Index('team_comment_number', ['applicationId', 'no'], { unique: true })
@Check('team_comment_kind_known', `kind IN ('APPLICATION', 'SECTION', 'FIELD', 'DOCUMENT')`)
@Check('team_comment_deleted_is_empty', `deleted_at IS NULL OR text = ''`)
@Check('team_comment_resolved_is_first', 'resolved_at IS NULL OR id = thread_id')
export class TeamCommentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  /** Counts from 1 in an application. */
  @Column('integer') no!: number;
  /** Id of the first comment; its own id in the first one. */
  @Column('uuid') threadId!: string;
  @Column('text') kind!: string;
  /** Code of the section, key of the field, code of the slot; empty for the application. */
  @Column('text') path!: string;
  @Column('text') text!: string;
  @Column('uuid') authorId!: string;
  @Column('text') authorName!: string;
  /** Ids of the colleagues who are called. */
  @Column('jsonb') mentions!: object;
  @Column('timestamptz') at!: Date;
  @Column({ type: 'timestamptz', nullable: true }) editedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) deletedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) resolvedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) resolvedName!: string | null;
}
