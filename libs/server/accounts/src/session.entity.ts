import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { AccountRow } from './account.entity';

/** Somebody signed in in one browser. A revoked or ended session has no row. */
@Entity('session')
@Index('session_secret', ['secretHash'], { unique: true })
@Index('session_account_seen', ['accountId', 'lastSeenAt', 'id'])
@Index('session_expires', ['expiresAt'])
export class SessionRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AccountRow, { name: 'session_account' })
  @Column('uuid')
  accountId!: string;
  /** SHA-256 of the cookie's value; the value itself is kept by the browser alone. */
  @Column('bytea') secretHash!: Buffer;
  @Column({ type: 'text', nullable: true }) userAgent!: string | null;
  @Column({ type: 'text', nullable: true }) ip!: string | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  /** Moves on with use, but never beyond `endsAt`. */
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz') endsAt!: Date;
}
