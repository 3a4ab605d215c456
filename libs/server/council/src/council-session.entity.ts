import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { BallotKind, CouncilRules, Outcome, Tally } from '@okno/shared/council-rules';

import { CouncilRow } from './council.entity';

export type SessionState = 'PLANNED' | 'OPEN' | 'CLOSED' | 'SIGNED' | 'CANCELLED';
export type ItemState = 'PENDING' | 'VOTING' | 'COUNTING' | 'CLOSED' | 'DEFERRED' | 'WITHDRAWN';

/** A session of a Council: planned, opened with a number, closed with minutes, signed. */
@Entity('council_session')
@Index('council_session_cluster', ['clusterId', 'plannedFor', 'id'])
@Index('council_session_number', ['councilId', 'number'], { unique: true })
@Check(
  'council_session_state_known',
  `state IN ('PLANNED', 'OPEN', 'CLOSED', 'SIGNED', 'CANCELLED')`,
)
@Check(
  'council_session_opened_whole',
  `(state IN ('PLANNED', 'CANCELLED')) = (number IS NULL) AND (number IS NULL) = (rules IS NULL)
   AND (number IS NULL) = (chair_id IS NULL) AND (number IS NULL) = (opened_at IS NULL)`,
)
export class CouncilSessionRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => CouncilRow, { name: 'council_session_council' })
  @Column('uuid')
  councilId!: string;
  @Column('uuid') clusterId!: string;
  @Column('text') state!: SessionState;
  @Column('timestamptz') plannedFor!: Date;
  /** Where it is, or the address of the video call. */
  @Column('text') place!: string;
  /** Gap-free in the Council, given at opening. */
  @Column({ type: 'integer', nullable: true }) number!: number | null;
  /** The rules as they were at opening. */
  @Column({ type: 'jsonb', nullable: true }) rules!: CouncilRules | null;
  /** The seat that presides. */
  @Column({ type: 'uuid', nullable: true }) chairId!: string | null;
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) openedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}

/** A question of a session: a case that waits for the Council, or any other. */
@Entity('council_item')
@Index('council_item_session_position', ['sessionId', 'position'])
@Index('council_item_case_once', ['applicationId'], {
  unique: true,
  where: `state NOT IN ('DEFERRED', 'WITHDRAWN')`,
})
@Check('council_item_ballot_known', `ballot IN ('OPEN', 'SECRET')`)
@Check('council_item_mode_known', `mode IN ('OPINION', 'DECISION')`)
@Check(
  'council_item_state_known',
  `state IN ('PENDING', 'VOTING', 'COUNTING', 'CLOSED', 'DEFERRED', 'WITHDRAWN')`,
)
@Check('council_item_outcome_known', `outcome IN ('CARRIED', 'NOT_CARRIED', 'NO_QUORUM')`)
@Check(
  'council_item_result_whole',
  `state <> 'CLOSED' OR (outcome IS NOT NULL AND result IS NOT NULL)`,
)
@Check('council_item_case_has_mode', '(application_id IS NULL) = (mode IS NULL)')
export class CouncilItemRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => CouncilSessionRow, { name: 'council_item_session' })
  @Column('uuid')
  sessionId!: string;
  @Column('integer') position!: number;
  @Column({ type: 'uuid', nullable: true }) applicationId!: string | null;
  @Column('text') title!: string;
  @Column('text') question!: string;
  @Column('text') ballot!: BallotKind;
  /** Of a case: an opinion, or the decision that the head has to sign. */
  @Column({ type: 'text', nullable: true }) mode!: 'OPINION' | 'DECISION' | null;
  @Column('text') state!: ItemState;
  @Column({ type: 'text', nullable: true }) outcome!: Outcome | null;
  /** The count as it was at closing. */
  @Column({ type: 'jsonb', nullable: true }) result!: Tally | null;
  /** Who was in office, here and recused when the ballot was closed. */
  @Column({ type: 'jsonb', nullable: true }) roll!: object | null;
  /** Of a secret ballot: the hash over all seals at closing. */
  @Column({ type: 'text', nullable: true }) boxDigest!: string | null;
  /** Of a secret ballot: the public key under which votes lie in envelopes. The other one is in the secretary's browser. */
  @Column({ type: 'text', nullable: true }) ballotKey!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) openedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
}

/** Who is here. */
@Entity('council_presence')
export class CouncilPresenceRow {
  @ForeignKey(() => CouncilSessionRow, { name: 'council_presence_session' })
  @PrimaryColumn('uuid')
  sessionId!: string;
  @PrimaryColumn('uuid') memberId!: string;
  @Column('boolean') present!: boolean;
  @Column('timestamptz') at!: Date;
}

/** A member takes no part in a question: of it he sees the title only. */
@Entity('council_recusal')
export class CouncilRecusalRow {
  @ForeignKey(() => CouncilItemRow, { name: 'council_recusal_item' })
  @PrimaryColumn('uuid')
  itemId!: string;
  @PrimaryColumn('uuid') memberId!: string;
  @Column('text') reason!: string;
  /** By the graph of conflicts: the member does not take it back. */
  @Column('boolean', { default: false }) found!: boolean;
  @Column('timestamptz') at!: Date;
}
