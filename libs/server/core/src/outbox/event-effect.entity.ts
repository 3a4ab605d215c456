import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The mark that one listener has finished with one event: the guard of "exactly once". */
@Entity('event_effect')
export class EventEffectRow {
  @PrimaryColumn('uuid') eventId!: string;
  @PrimaryColumn('text') listener!: string;
  @Column('timestamptz') at!: Date;
}
