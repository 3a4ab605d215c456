import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import { ClusterRow } from './cluster.entity';

/** Since when the Council of a cluster takes part in a procedure, and how. A case keeps what held when it was filed. */
@Entity('cluster_council_mode')
@Check('cluster_council_mode_known', `mode IN ('NONE', 'OPINION', 'DECISION')`)
export class ClusterCouncilModeRow {
  @ForeignKey(() => ClusterRow, { name: 'cluster_council_mode_cluster' })
  @PrimaryColumn('uuid')
  clusterId!: string;
  /** Kind of the request: MEMBERSHIP. */
  @PrimaryColumn('text') procedure!: string;
  @PrimaryColumn('timestamptz') fromAt!: Date;
  @Column('text') mode!: 'NONE' | 'OPINION' | 'DECISION';
}
