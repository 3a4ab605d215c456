import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { Text } from '@okno/shared/form-schema';

import type { ClusterAbout, PublishedFact } from './catalogue-data';

/** A cluster. Its id is worked out from its code, so it is the same in every installation. */
@Entity('cluster')
@Index('cluster_code', ['code'], { unique: true })
@Index('cluster_number_prefix', ['numberPrefix'], {
  unique: true,
  where: 'number_prefix IS NOT NULL',
})
@Check('cluster_status_known', `status IN ('active', 'forming', 'announced')`)
@Check('cluster_cut_off_hour_of_day', 'cut_off_hour BETWEEN 1 AND 24')
@Check('cluster_numbers_where_it_accepts', 'NOT accepts_membership OR number_prefix IS NOT NULL')
export class ClusterRow {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'text', update: false }) code!: string;
  @Column('integer') position!: number;
  @Column('jsonb') name!: Text;
  @Column({ type: 'text', nullable: true }) region!: string | null;
  /** IANA name; days, terms and cut-offs are decided in it. */
  @Column('text') timeZone!: string;
  @Column('text') status!: 'active' | 'forming' | 'announced';
  @Column('text') type!: string;
  /** As exact as the source is: `2014-09-04`, `2019-04` or `2012`. */
  @Column({ type: 'text', nullable: true }) foundedOn!: string | null;
  /** First part of the numbers of its cases; null: the portal takes no requests for it. */
  @Column({ type: 'text', nullable: true }) numberPrefix!: string | null;
  @Column('integer') cutOffHour!: number;
  @Column('boolean') acceptsMembership!: boolean;
  @Column('jsonb') okvedPrefixes!: string[];
  /** Published counts, each with its date and source. */
  @Column('jsonb') facts!: PublishedFact[];
  @Column('jsonb') about!: ClusterAbout;
}
