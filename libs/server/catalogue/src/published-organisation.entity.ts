import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Source } from './catalogue-data';
import { ClusterRow } from './cluster.entity';

/** A participant that a source names. Without ИНН, registry number and membership (ARCHITECTURE §8.12). */
@Entity('published_organisation')
@Index('published_organisation_place', ['clusterId', 'position'], { unique: true })
export class PublishedOrganisationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid')
  @ForeignKey(() => ClusterRow, { name: 'published_organisation_cluster' })
  clusterId!: string;
  @Column('integer') position!: number;
  @Column('text') name!: string;
  @Column({ type: 'text', nullable: true }) shortName!: string | null;
  @Column({ type: 'text', nullable: true }) city!: string | null;
  @Column('text') type!: string;
  @Column({ type: 'text', nullable: true }) profile!: string | null;
  /** What it does, as the source tells. */
  @Column('text') does!: string;
  @Column('jsonb') source!: Source;
}
