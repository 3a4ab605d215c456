import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { OrganisationRow } from './organisation.entity';

/** A field of a card that a register vouches for, and what stood there before. Never overwritten. */
@Entity('organisation_fact')
@Index('organisation_fact_current', ['organisationId', 'field'], {
  unique: true,
  where: 'replaced_at IS NULL',
})
@Index('organisation_fact_history', ['organisationId', 'field', 'replacedAt'])
@Check('organisation_fact_source_known', `source_code IN ('declared', 'registrar', 'rsmp')`)
export class OrganisationFactRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => OrganisationRow, { name: 'organisation_fact_organisation' })
  @Column('uuid')
  organisationId!: string;
  @Column('text') field!: string;
  @Column('text') value!: string;
  @Column('text') sourceCode!: 'declared' | 'registrar' | 'rsmp';
  @Column('date') asOf!: string;
  @Column('timestamptz') notedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) replacedAt!: Date | null;
}
