import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Every longer word of the listed measures: what a mistyped word is compared with. */
@Entity('measure_word')
// An index with an operator class cannot be written here; the migration makes it.
@Index('measure_word_similar', { synchronize: false })
export class MeasureWordRow {
  @PrimaryColumn('text') word!: string;
}
