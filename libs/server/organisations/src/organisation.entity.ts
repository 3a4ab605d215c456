import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Legal form of an applicant (domain §10). */
export const ORGANISATION_KINDS = [
  'LEGAL',
  'SOLE_TRADER',
  'SELF_EMPLOYED',
  'STATE',
  'FOREIGN',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const SME_CATEGORIES = ['MICRO', 'SMALL', 'MEDIUM', 'NOT_SME'] as const;
export type SmeCategory = (typeof SME_CATEGORIES)[number];

export const ORGANISATION_STATES = ['UNCONFIRMED', 'CONFIRMED'] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];

/** Who vouches for the card: the applicant, or the centre's registrar. */
export const CARD_SOURCES = ['declared', 'registrar'] as const;
export type CardSource = (typeof CARD_SOURCES)[number];

/** An organisation, once per ИНН, with what its first claimant declared or the centre confirmed. */
@Entity('organisation')
@Index('organisation_inn', ['inn'], { unique: true })
@Index('organisation_state_id', ['state', 'id'])
@Index('organisation_name_words', { synchronize: false })
@Check(
  'organisation_kind_known',
  `kind IN ('LEGAL', 'SOLE_TRADER', 'SELF_EMPLOYED', 'STATE', 'FOREIGN')`,
)
@Check('organisation_inn_digits', `inn ~ '^([0-9]{10}|[0-9]{12})$'`)
@Check('organisation_sme_known', `sme_category IN ('MICRO', 'SMALL', 'MEDIUM', 'NOT_SME')`)
@Check('organisation_state_known', `state IN ('UNCONFIRMED', 'CONFIRMED')`)
@Check('organisation_source_known', `source_code IN ('declared', 'registrar')`)
export class OrganisationRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: OrganisationKind;
  @Column({ type: 'text', update: false }) inn!: string;
  /** Absent for the self-employed, and for foreign organisations without one. */
  @Column({ type: 'text', nullable: true }) ogrn!: string | null;
  @Column({ type: 'text', nullable: true }) kpp!: string | null;
  @Column('text') fullName!: string;
  @Column('text') shortName!: string;
  @Column('text') okvedMain!: string;
  @Column('text') smeCategory!: SmeCategory;
  @Column('text') addressLegal!: string;
  @Column({ type: 'text', nullable: true }) addressActual!: string | null;
  @Column('text') headName!: string;
  @Column({ type: 'text', nullable: true }) headPost!: string | null;
  @Column({ type: 'text', nullable: true }) website!: string | null;
  /** Two digits of the subject of the federation. */
  @Column('text') regionCode!: string;
  @Column('text') state!: OrganisationState;
  @Column('text') sourceCode!: CardSource;
  @Column('date') sourceAsOf!: string;
  /** Grows with every change of the card: the answer to two people saving at once. */
  @Column('integer') revision!: number;
  @Column('uuid') createdBy!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}
