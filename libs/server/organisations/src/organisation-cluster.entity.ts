import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { OrganisationRow } from './organisation.entity';

/** An organisation has filed in a cluster: from then on that cluster's staff may see its card. */
@Entity('organisation_cluster')
@Index('organisation_cluster_cluster', ['clusterId', 'organisationId'])
export class OrganisationClusterRow {
  @ForeignKey(() => OrganisationRow, { name: 'organisation_cluster_organisation' })
  @PrimaryColumn('uuid')
  organisationId!: string;
  @PrimaryColumn('uuid') clusterId!: string;
  @Column('timestamptz') since!: Date;
}
