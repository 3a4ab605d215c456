import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The reviewer's answer to one question of the checklist that the form asks. */
@Entity('checklist_mark')
export class ChecklistMarkRow {
  @PrimaryColumn('uuid') applicationId!: string;
  @PrimaryColumn('text') code!: string;
  @Column('boolean') done!: boolean;
  @Column('uuid') byId!: string;
  @Column('text') byName!: string;
  @Column('timestamptz') at!: Date;
}
