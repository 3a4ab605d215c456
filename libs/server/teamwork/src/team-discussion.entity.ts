import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The comments of one application: its row gives them their numbers. */
@Entity('team_discussion')
export class TeamDiscussionEntity {
  @PrimaryColumn('uuid') applicationId!: string;
  @Column('uuid') organisationId!: string;
  @Column('integer') lastNo!: number;
}
