import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { ApplicationEntity } from './application.entity';

/** What was filed: frozen and hashed. Round 0 is the filing, each answer to remarks adds one. */
@Entity('application_snapshot')
@Index('application_snapshot_round', ['applicationId', 'round'], { unique: true })
@Check('application_snapshot_round_counts', 'round >= 0')
@Check('application_snapshot_hash_sha256', `hash ~ '^[0-9a-f]{64}$'`)
export class ApplicationSnapshotEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid')
  @ForeignKey(() => ApplicationEntity, { name: 'application_snapshot_application' })
  applicationId!: string;
  @Column('integer') round!: number;
  @Column('timestamptz') filedAt!: Date;
  @Column('uuid') filedBy!: string;
  @Column('uuid') measureVersionId!: string;
  @Column('jsonb') answers!: object;
  /** The organisation's card as it stood. */
  @Column('jsonb') organisation!: object;
  /** Slot, name, size and SHA-256 of every file. */
  @Column('jsonb') documents!: object;
  /** SHA-256, hex, of the canonical JSON of all that. */
  @Column('text') hash!: string;
}

/** The last number given out in a series; a row's lock makes the series free of gaps. */
@Entity('number_series')
@Check('number_series_fits', 'last BETWEEN 1 AND 999999')
export class NumberSeriesEntity {
  @PrimaryColumn('text') prefix!: string;
  @PrimaryColumn('text') kind!: string;
  /** Of the registration date. */
  @PrimaryColumn('integer') year!: number;
  @Column('integer') last!: number;
}

/** Who has checked, returned or concluded on a case: he does not decide or sign it. */
@Entity('application_reviewer')
export class ApplicationReviewerEntity {
  @PrimaryColumn('uuid')
  @ForeignKey(() => ApplicationEntity, { name: 'application_reviewer_application' })
  applicationId!: string;
  @PrimaryColumn('uuid') accountId!: string;
  @Column('timestamptz') at!: Date;
}
