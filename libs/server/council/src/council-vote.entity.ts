import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Choice } from '@okno/shared/council-rules';

import { CouncilItemRow } from './council-session.entity';

/** That a member has voted, and in an open ballot how. The seal of a secret vote leaves this row at closing. */
@Entity('council_vote')
@Index('council_vote_seal', ['itemId', 'seal'], { unique: true })
@Check('council_vote_choice_known', `choice IN ('FOR', 'AGAINST', 'ABSTAIN')`)
@Check('council_vote_open_or_sealed', 'choice IS NULL OR seal IS NULL')
@Check('council_vote_envelope_of_seal', 'envelope IS NULL OR seal IS NOT NULL')
export class CouncilVoteRow {
  @ForeignKey(() => CouncilItemRow, { name: 'council_vote_item' })
  @PrimaryColumn('uuid')
  itemId!: string;
  @PrimaryColumn('uuid') memberId!: string;
  @Column({ type: 'text', nullable: true }) choice!: Choice | null;
  @Column({ type: 'text', nullable: true }) seal!: string | null;
  /** What lies under the seal, for the key of the ballot. Leaves this row with the seal. */
  @Column({ type: 'text', nullable: true }) envelope!: string | null;
  @Column('timestamptz') castAt!: Date;
}

/** A seal in the box of a closed secret ballot, and what was opened. Nothing here says whose it is. */
@Entity('council_sealed_vote')
@Check('council_sealed_vote_choice_known', `choice IN ('FOR', 'AGAINST', 'ABSTAIN')`)
@Check('council_sealed_vote_opened_whole', '(choice IS NULL) = (salt IS NULL)')
export class CouncilSealedVoteRow {
  @ForeignKey(() => CouncilItemRow, { name: 'council_sealed_vote_item' })
  @PrimaryColumn('uuid')
  itemId!: string;
  @PrimaryColumn('text') seal!: string;
  @Column({ type: 'text', nullable: true }) envelope!: string | null;
  @Column({ type: 'text', nullable: true }) choice!: Choice | null;
  @Column({ type: 'text', nullable: true }) salt!: string | null;
}

/** A dissenting opinion: it goes into the minutes word for word. */
@Entity('council_dissent')
export class CouncilDissentRow {
  @ForeignKey(() => CouncilItemRow, { name: 'council_dissent_item' })
  @PrimaryColumn('uuid')
  itemId!: string;
  @PrimaryColumn('uuid') memberId!: string;
  @Column('text') text!: string;
  @Column('timestamptz') at!: Date;
}
