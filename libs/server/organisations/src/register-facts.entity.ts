import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { RegisterCategory, RegisterCode, SupportUnit } from './register-records';

/** One small business as the register tells it, whether it is a user of the portal or not. */
@Entity('register_sme')
@Check('register_sme_category_known', `category IN ('MICRO', 'SMALL', 'MEDIUM')`)
@Check('register_sme_no_person', `length(inn) = 10 OR (full_name IS NULL AND short_name IS NULL)`)
export class RegisterSmeRow {
  @PrimaryColumn('text') inn!: string;
  @Column({ type: 'text', nullable: true }) ogrn!: string | null;
  @Column({ type: 'text', nullable: true }) fullName!: string | null;
  @Column({ type: 'text', nullable: true }) shortName!: string | null;
  @Column('text') category!: RegisterCategory;
  @Column({ type: 'date', nullable: true }) since!: string | null;
  @Column({ type: 'boolean', nullable: true }) newlyFounded!: boolean | null;
  @Column({ type: 'boolean', nullable: true }) socialEnterprise!: boolean | null;
  @Column({ type: 'text', nullable: true }) regionCode!: string | null;
  @Column({ type: 'text', nullable: true }) okvedMain!: string | null;
  @Column('text', { array: true }) okvedExtra!: string[];
  @Column({ type: 'integer', nullable: true }) employees!: number | null;
  @Column('date') asOf!: string;
  /** The import that saw it last. */
  @Column('uuid') importId!: string;
}

/** One support given to somebody; names of forms, kinds and providers are in `register_name`. */
@Entity('register_support')
@Check('register_support_category_known', `category IN ('MICRO', 'SMALL', 'MEDIUM', 'NONE')`)
@Check(
  'register_support_unit_known',
  `unit IN ('ROUBLE', 'SQUARE_METRE', 'HOUR', 'PERCENT', 'UNIT')`,
)
export class RegisterSupportRow {
  @PrimaryColumn('text') inn!: string;
  @PrimaryColumn('text') key!: string;
  @Column({ type: 'text', nullable: true }) number!: string | null;
  @Column({ type: 'text', nullable: true }) formCode!: string | null;
  @Column({ type: 'text', nullable: true }) kindCode!: string | null;
  @Column({ type: 'text', nullable: true }) category!: RegisterCategory | 'NONE' | null;
  @Column({ type: 'date', nullable: true }) decidedOn!: string | null;
  @Column({ type: 'date', nullable: true }) until!: string | null;
  @Column({ type: 'date', nullable: true }) endedOn!: string | null;
  @Column({ type: 'bigint', nullable: true }) amountKopecks!: number | null;
  @Column({ type: 'text', nullable: true }) size!: string | null;
  @Column({ type: 'text', nullable: true }) unit!: SupportUnit | null;
  @Column({ type: 'text', nullable: true }) providerInn!: string | null;
  @Column({ type: 'boolean', nullable: true }) violation!: boolean | null;
  @Column('date') asOf!: string;
  @Column('uuid') importId!: string;
}

/** Names that registers repeat with every record: of who gave support, of its forms and kinds. */
@Entity('register_name')
@Check('register_name_kind_known', `kind IN ('PROVIDER', 'FORM', 'KIND')`)
export class RegisterNameRow {
  @PrimaryColumn('text') kind!: 'PROVIDER' | 'FORM' | 'KIND';
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
}

/** A set that was loaded to its end. Who is missing in a whole one is not in the register. */
@Entity('register_set')
@Index('register_set_latest', ['register', 'asOf', 'loadedAt'])
@Check('register_set_register_known', `register IN ('rsmp', 'rsmppp')`)
export class RegisterSetRow {
  @PrimaryColumn('uuid') importId!: string;
  @Column('text') register!: RegisterCode;
  @Column('date') asOf!: string;
  @Column('boolean') whole!: boolean;
  @Column('timestamptz') loadedAt!: Date;
}
