import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const STATES = `'DRAFT', 'SUBMITTED', 'REGISTERED', 'FORMAL_CHECK', 'RETURNED', 'REVIEW', 'COUNCIL', 'EXPERTISE', 'DECISION',
  'APPROVED', 'WAITLISTED', 'CONTRACTOR_SELECTION', 'AGREEMENT', 'OWN_PAYMENT', 'DELIVERY', 'ACCEPTANCE',
  'STATE_PAYMENT', 'REPORTING', 'CLOSED', 'ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'TERMINATED', 'REFUND',
  'COST_AUDIT', 'PAYMENT', 'OBLIGATIONS'`;
const ENDED = `'ENTERED', 'REJECTED', 'WITHDRAWN', 'EXPIRED', 'TERMINATED', 'REFUND', 'CLOSED'`;

/** One organisation's request of one kind, from draft to end. Search and read go by SQL (`case-row.ts`). */
@Entity('application')
@Index('application_number', ['number'], { unique: true })
@Index('application_one_open', ['organisationId', 'measureCode'], {
  unique: true,
  where: `state NOT IN (${ENDED})`,
})
@Index('application_created', ['createdAt', 'id'])
@Index('application_cluster_state', ['clusterId', 'state', 'createdAt', 'id'])
@Index('application_cluster_due', ['clusterId', 'dueSort', 'id'])
@Index('application_organisation', ['organisationId', 'createdAt', 'id'])
@Index('application_assignee', ['assigneeId', 'dueSort', 'id'], {
  where: 'assignee_id IS NOT NULL',
})
@Index('application_draft', ['measureCode', 'id'], { where: `state = 'DRAFT'` })
// GIN, with a limit of its own: the migration makes it.
@Index('application_search', { synchronize: false })
@Check('application_kind_has_procedure', `kind IN ('MEMBERSHIP', 'SERVICE', 'COMPENSATION')`)
@Check('application_state_of_procedure', `state IN (${STATES})`)
@Check('application_revision_counts', 'revision > 0')
@Check('application_return_round_counts', 'return_round >= 0')
@Check('application_due_sort_follows', `due_sort = coalesce(due_on, '9999-12-31'::date)`)
@Check(
  'application_money_adds',
  `cost_kopecks >= 0 AND requested_kopecks >= 0 AND requested_kopecks <= cost_kopecks
   AND approved_kopecks >= 0 AND approved_kopecks <= requested_kopecks`,
)
@Check(
  'application_filed_has_number',
  `(state IN ('DRAFT', 'SUBMITTED', 'WITHDRAWN', 'EXPIRED')) OR (number IS NOT NULL AND registered_on IS NOT NULL)`,
)
@Check(
  'application_draft_is_unfiled',
  `CASE WHEN state = 'DRAFT' THEN submitted_at IS NULL AND number IS NULL
        WHEN state IN ('WITHDRAWN', 'EXPIRED') THEN true ELSE submitted_at IS NOT NULL END`,
)
@Check(
  'application_only_drafts_go',
  `delete_at IS NULL OR state IN ('DRAFT', 'EXPIRED', 'WITHDRAWN')`,
)
@Check('application_unlocked_in_return', `(state = 'RETURNED') = (unlocked IS NOT NULL)`)
export class ApplicationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  /** Moved by `CaseActions` only. */
  @Column('text') state!: string;
  /** Grows with every change of answers or state; what a client must have seen to act. */
  @Column('integer') revision!: number;
  /** Compared by code, so that the beginning of a number finds it. */
  @Column({ type: 'text', nullable: true, collation: 'C' }) number!: string | null;
  @Column('uuid') clusterId!: string;
  @Column('uuid') organisationId!: string;
  /** ИНН and short name as of the last save, for lists. */
  @Column('text') organisationInn!: string;
  @Column('text') organisationName!: string;
  @Column('uuid') measureVersionId!: string;
  @Column('text') measureCode!: string;
  @Column({ type: 'uuid', nullable: true }) roundId!: string | null;
  /** The refused request that this one follows. */
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => ApplicationEntity, { name: 'application_parent' })
  parentId!: string | null;
  @Column('uuid') createdBy!: string;
  @Column({ type: 'uuid', nullable: true }) assigneeId!: string | null;
  @Column('jsonb') answers!: object;
  /** Field key → revision at which its answer last changed. */
  @Column('jsonb') answerRevisions!: object;
  /** Field key → where its first value came from, and as of when. */
  @Column('jsonb') prefill!: object;
  /** In RETURNED: the paths that may be changed. */
  @Column({ type: 'jsonb', nullable: true }) unlocked!: object | null;
  /** Transitions so far (action, state, time): what the clock is read from. Kept beside the audit trail. */
  @Column('jsonb') steps!: object;
  /** Times in which an answer from outside was awaited. */
  @Column('jsonb') pauses!: object;
  /** How many times it was returned for correction. */
  @Column('integer') returnRound!: number;
  /** Whose move it is. */
  @Column('text') turn!: string;
  @Column({ type: 'date', nullable: true }) dueOn!: string | null;
  /** The date rests on a calendar that is not adopted yet. */
  @Column('boolean') dueProvisional!: boolean;
  /** `dueOn`, or the end of time: one order for lists. */
  @Column('date') dueSort!: string;
  @Column({ type: 'bigint', nullable: true }) costKopecks!: number | null;
  @Column({ type: 'bigint', nullable: true }) requestedKopecks!: number | null;
  @Column({ type: 'bigint', nullable: true }) approvedKopecks!: number | null;
  @Column({ type: 'timestamptz', nullable: true }) submittedAt!: Date | null;
  @Column({ type: 'date', nullable: true }) registeredOn!: string | null;
  @Column('boolean') registeredProvisional!: boolean;
  /** Local date of approval or refusal: yearly limits count by it. */
  @Column({ type: 'date', nullable: true }) decidedOn!: string | null;
  /** Of a draft: what changed in its form since it was begun. */
  @Column({ type: 'jsonb', nullable: true }) formChange!: object | null;
  /** Of a draft: from which earlier application its first answers are. */
  @Column({ type: 'jsonb', nullable: true }) reuse!: object | null;
  /** When a draft that its people want gone will be deleted. */
  @Column({ type: 'timestamptz', nullable: true }) deleteAt!: Date | null;
  /** Number, ИНН and names. */
  @Column('text') searchText!: string;
  /** The words of it, as Russian text; a trigger keeps them. */
  @Column('tsvector') search!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
