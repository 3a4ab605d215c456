import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How far the allowance of one limit for one person, address or pair is used up. */
@Entity('rate_limit')
@Index('rate_limit_used_until', ['usedUntil'])
export class RateLimitRow {
  /** SHA-256 of the limit's name and its subject: no address or e-mail in clear. */
  @PrimaryColumn('bytea') key!: Buffer;
  /** The moment from which the whole allowance is there again; a row from the past says nothing. */
  @Column('timestamptz') usedUntil!: Date;
}
