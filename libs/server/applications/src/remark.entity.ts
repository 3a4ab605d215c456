import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { ApplicationEntity } from './application.entity';

/** What the centre asks to mend, pinned to a field, a row of a table or a document. */
@Entity('remark')
@Index('remark_application_no', ['applicationId', 'no'], { unique: true })
@Check('remark_target_known', `target_kind IN ('FIELD', 'DOCUMENT')`)
@Check('remark_state_known', `state IN ('DRAFT', 'OPEN', 'ANSWERED', 'ACCEPTED')`)
@Check(
  'remark_answered_has_answer',
  `state NOT IN ('ANSWERED', 'ACCEPTED') OR answered_at IS NOT NULL`,
)
@Check('remark_draft_is_unsent', `(state = 'DRAFT') = (opened_at IS NULL)`)
export class RemarkEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid')
  @ForeignKey(() => ApplicationEntity, { name: 'remark_application' })
  applicationId!: string;
  /** 1, 2, 3 … within the application. */
  @Column('integer') no!: number;
  /** The return it was sent with; a draft has that of the next one. */
  @Column('integer') round!: number;
  @Column('text') targetKind!: string;
  /** `mk.goal`, `money.lines[0].price`, `doc.D-TOR`. */
  @Column('text') targetPath!: string;
  @Column('text') text!: string;
  @Column('text') state!: string;
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  /** The applicant explained why nothing was changed. */
  @Column('boolean') disagree!: boolean;
  /** The value, or names of the files, when it was sent and when it was answered. */
  @Column({ type: 'jsonb', nullable: true }) before!: unknown;
  @Column({ type: 'jsonb', nullable: true }) after!: unknown;
  @Column('uuid') authorId!: string;
  @Column('text') authorName!: string;
  @Column({ type: 'uuid', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) openedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
}
