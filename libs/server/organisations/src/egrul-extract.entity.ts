import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { OrganisationRow } from './organisation.entity';

/** How an organisation stands in ЕГРЮЛ; a sole trader in ЕГРИП. */
export const EGRUL_STATUSES = [
  'OPERATING',
  'REORGANISING',
  'LIQUIDATING',
  'BANKRUPT',
  'CEASED',
] as const;
export type EgrulStatus = (typeof EGRUL_STATUSES)[number];

/** An extract that a registrar has read. Rows are never changed: a newer extract is another row. */
@Entity('egrul_extract')
@Index('egrul_extract_newest', ['organisationId', 'asOf', 'confirmedAt'])
@Check(
  'egrul_extract_status_known',
  `status IN ('OPERATING', 'REORGANISING', 'LIQUIDATING', 'BANKRUPT', 'CEASED')`,
)
export class EgrulExtractRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => OrganisationRow, { name: 'egrul_extract_organisation' })
  @Column('uuid')
  organisationId!: string;
  @Column('text') number!: string;
  @Column('date') asOf!: string;
  @Column('date') registeredOn!: string;
  @Column('text') status!: EgrulStatus;
  @Column('text') okvedMain!: string;
  @Column('text') headName!: string;
  @Column('uuid') confirmedBy!: string;
  @Column('timestamptz') confirmedAt!: Date;
}
