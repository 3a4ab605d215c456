import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Text } from '@okno/shared/form-schema';

/** What a measure is for: marketing, exhibitions, training and so on. */
@Entity('measure_category')
export class MeasureCategoryRow {
  @PrimaryColumn('text') code!: string;
  @Column('integer') position!: number;
  @Column('jsonb') name!: Text;
}
