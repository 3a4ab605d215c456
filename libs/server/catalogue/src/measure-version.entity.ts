import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { Rule } from '@okno/shared/eligibility';
import type { FormDefinition } from '@okno/shared/form-schema';

import type { MeasureContent } from './catalogue-data';
import { MeasureRow } from './measure.entity';

/** What a measure said from one moment to another. Never changed: a request filed under it keeps it. */
@Entity('measure_version')
@Index('measure_version_no', ['measureId', 'versionNo'], { unique: true })
@Check(
  'measure_version_shares',
  `(state_share_bp IS NULL OR state_share_bp BETWEEN 0 AND 10000)
   AND (min_own_bp IS NULL OR min_own_bp BETWEEN 0 AND 10000)`,
)
@Check(
  'measure_version_limits',
  `(limit_per_application_kopecks IS NULL OR limit_per_application_kopecks > 0)
   AND (limit_per_year_kopecks IS NULL OR limit_per_year_kopecks > 0)
   AND (max_per_year IS NULL OR max_per_year > 0)`,
)
export class MeasureVersionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column({ type: 'uuid', update: false })
  @ForeignKey(() => MeasureRow, { name: 'measure_version_measure' })
  measureId!: string;
  @Column({ type: 'integer', update: false }) versionNo!: number;
  @Column({ type: 'timestamptz', update: false }) validFrom!: Date;
  /** When the next version took its place. */
  @Column({ type: 'timestamptz', nullable: true }) validTo!: Date | null;
  @Column({ type: 'jsonb', update: false }) content!: MeasureContent;
  /** Null: nothing can be applied for in the portal. */
  @Column({ type: 'jsonb', nullable: true, update: false }) form!: FormDefinition | null;
  @Column({ type: 'integer', nullable: true, update: false }) stateShareBp!: number | null;
  @Column({ type: 'integer', nullable: true, update: false }) minOwnBp!: number | null;
  @Column({ type: 'bigint', nullable: true, update: false })
  limitPerApplicationKopecks!: number | null;
  /** Of all measures of the cluster together, one organisation, one calendar year. */
  @Column({ type: 'bigint', nullable: true, update: false }) limitPerYearKopecks!: number | null;
  @Column({ type: 'integer', nullable: true, update: false }) maxPerYear!: number | null;
  /** Who may get it. Null: published before rules stood here, and not loaded again since. */
  @Column({ type: 'jsonb', nullable: true }) eligibility!: readonly Rule[] | null;
  /** SHA-256 of everything above: the same content makes no new version. */
  @Column({ type: 'text', update: false }) contentHash!: string;
}
