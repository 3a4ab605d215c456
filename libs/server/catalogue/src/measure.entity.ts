import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { MeasureKind } from './catalogue-data';
import { ClusterRow } from './cluster.entity';
import { MeasureCategoryRow } from './measure-category.entity';

/** A support measure, or the joining of a cluster. What it says is in its versions. */
@Entity('measure')
@Index('measure_code', ['code'], { unique: true })
@Index('measure_position', ['position', 'code'])
@Index('measure_cluster_id', ['clusterId'])
@Index('measure_search', ['search'], { type: 'gin' })
@Check(
  'measure_kind_known',
  `kind IN ('MEMBERSHIP', 'SERVICE', 'COMPENSATION', 'GRANT', 'INSTRUMENT', 'ACTIVITY')`,
)
export class MeasureRow {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'text', update: false }) code!: string;
  @Column('text') kind!: MeasureKind;
  @Column('text')
  @ForeignKey(() => MeasureCategoryRow, { name: 'measure_category_known' })
  category!: string;
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => ClusterRow, { name: 'measure_cluster' })
  clusterId!: string | null;
  /** Place in the catalogue. */
  @Column('integer') position!: number;
  /** False: reached by its code only (joining a cluster). */
  @Column('boolean') listed!: boolean;
  @Column({ type: 'uuid', nullable: true }) currentVersionId!: string | null;
  /** Words of the current version, titles weighing most. */
  @Column('tsvector') search!: string;
  /** The same as text, for the fragment shown beside a hit. */
  @Column('text') searchText!: string;
}
