import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A note that only the centre reads. Never changed or removed. */
@Entity('case_note')
@Index('case_note_application', ['applicationId', 'id'])
export class CaseNoteRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') applicationId!: string;
  @Column('text') text!: string;
  @Column('uuid') authorId!: string;
  @Column('text') authorName!: string;
  @Column('timestamptz') at!: Date;
}
