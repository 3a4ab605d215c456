import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { AccountRow } from './account.entity';

/** A browser in which the owner has signed in before: others' wrong guesses do not slow it down. */
@Entity('known_device')
@Index('known_device_secret', ['accountId', 'secretHash'], { unique: true })
@Index('known_device_used', ['lastUsedAt'])
export class KnownDeviceRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => AccountRow, { name: 'known_device_account' })
  @Column('uuid')
  accountId!: string;
  /** SHA-256 of the device cookie's value. */
  @Column('bytea') secretHash!: Buffer;
  @Column('timestamptz') lastUsedAt!: Date;
}
