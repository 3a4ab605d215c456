import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { CouncilRules } from '@okno/shared/council-rules';

/** A text in both languages of the interface. */
export interface TextPair {
  ru: string;
  en: string;
}

/** The Council of a cluster and how it decides. */
@Entity('council')
@Index('council_of_cluster', ['clusterId'], { unique: true })
export class CouncilRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') clusterId!: string;
  @Column('jsonb') name!: TextPair;
  @Column('jsonb') rules!: CouncilRules;
}

/** The last number of a series: sessions, or the minutes of a year. The row's lock keeps numbers without a gap. */
@Entity('council_counter')
export class CouncilCounterRow {
  @PrimaryColumn('uuid') councilId!: string;
  /** `SESSION`, or `MINUTES-2026`. */
  @PrimaryColumn('text') series!: string;
  @Column('integer') last!: number;
}

/** A seat: who votes in the Council, for whom he speaks, and from when to when. Another term is another row. */
@Entity('council_member')
@Index('council_member_term', ['councilId', 'accountId', 'fromOn'], { unique: true })
@Index('council_member_account', ['accountId'])
@Check('council_member_term_runs', 'to_on >= from_on')
export class CouncilMemberRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => CouncilRow, { name: 'council_member_council' })
  @Column('uuid')
  councilId!: string;
  @Column('uuid') accountId!: string;
  /** Presides, unless a session names another member. */
  @Column('boolean') chair!: boolean;
  @Column('jsonb') represents!: TextPair;
  @Column('date') fromOn!: string;
  /** The last day of the term; null: no end is set. */
  @Column({ type: 'date', nullable: true }) toOn!: string | null;
}
