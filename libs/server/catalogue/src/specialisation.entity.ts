import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { Text } from '@okno/shared/form-schema';

import type { Source } from './catalogue-data';
import { ClusterRow } from './cluster.entity';

/** A field in which a cluster works. One that left the sources stays as inactive: old answers name it. */
@Entity('specialisation')
export class SpecialisationRow {
  @PrimaryColumn('uuid')
  @ForeignKey(() => ClusterRow, { name: 'specialisation_cluster' })
  clusterId!: string;
  @PrimaryColumn('text') code!: string;
  @Column('integer') position!: number;
  @Column('jsonb') name!: Text;
  @Column('text') group!: string;
  @Column('jsonb') source!: Source;
  @Column('boolean') active!: boolean;
}
