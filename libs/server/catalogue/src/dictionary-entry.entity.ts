import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import { DictionaryRow } from './dictionary.entity';

/** One value of a dictionary. */
@Entity('dictionary_entry')
// An index with an operator class cannot be written here; the migration makes it.
@Index('dictionary_entry_name', { synchronize: false })
export class DictionaryEntryRow {
  @PrimaryColumn('text')
  @ForeignKey(() => DictionaryRow, { name: 'dictionary_entry_dictionary' })
  dictionary!: string;
  @PrimaryColumn('text') code!: string;
  @Column('text') name!: string;
}
