import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Text } from '@okno/shared/form-schema';

/** A state classifier the portal can use. Known by its code even before its entries are loaded. */
@Entity('dictionary')
export class DictionaryRow {
  /** `okved2`, `okpd2`, `bik`, `excluded-sectors`. */
  @PrimaryColumn('text') code!: string;
  @Column('jsonb') title!: Text;
  @Column({ type: 'text', nullable: true }) source!: string | null;
  @Column({ type: 'date', nullable: true }) asOf!: string | null;
  /** Null: not loaded; values are checked by their form only (ARCHITECTURE §8.8). */
  @Column({ type: 'timestamptz', nullable: true }) loadedAt!: Date | null;
}
