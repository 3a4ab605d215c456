import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person who can sign in. Confirmed once the letter to the address was answered. */
@Entity('account')
@Index('account_email_key', ['emailKey'], { unique: true })
@Index('account_unconfirmed', ['updatedAt'], { where: 'confirmed_at IS NULL' })
@Check('account_lang_known', `lang IN ('ru', 'en')`)
export class AccountRow {
  @PrimaryColumn('uuid') id!: string;
  /** Letters go here; a Cyrillic domain is punycode. */
  @Column('text') email!: string;
  /** Lower case: two people cannot differ by the case of an address. */
  @Column('text') emailKey!: string;
  /** argon2id with its parameters and salt (PHC string). */
  @Column('text') passwordHash!: string;
  @Column('text') lastName!: string;
  @Column('text') firstName!: string;
  @Column({ type: 'text', nullable: true }) patronymic!: string | null;
  @Column('text') lang!: 'ru' | 'en';
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  /** Whether notices come by e-mail as well; letters about the account itself always do. */
  @Column('boolean') emailNotices!: boolean;
  @Column('boolean') demo!: boolean;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) confirmedAt!: Date | null;
}
