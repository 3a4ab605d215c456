import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Text } from '@okno/shared/form-schema';

import type { Source } from './catalogue-data';
import { ClusterRow } from './cluster.entity';

/** A service of a shared laboratory (ЦКП). */
@Entity('shared_facility')
@Index('shared_facility_place', ['clusterId', 'position'])
export class SharedFacilityRow {
  @PrimaryColumn('text') code!: string;
  @Column('uuid')
  @ForeignKey(() => ClusterRow, { name: 'shared_facility_cluster' })
  clusterId!: string;
  @Column('integer') position!: number;
  @Column('jsonb') name!: Text;
  @Column('text') centre!: string;
  @Column('text') operator!: string;
  @Column({ type: 'text', nullable: true }) city!: string | null;
  /** What is measured, where the source lists it. */
  @Column('jsonb') parameters!: string[];
  @Column('jsonb') source!: Source;
}
