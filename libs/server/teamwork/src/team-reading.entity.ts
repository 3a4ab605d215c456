import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to which comment of an application a person has read. */
@Entity('team_reading')
export class TeamReadingEntity {
  @PrimaryColumn('uuid') applicationId!: string;
  @PrimaryColumn('uuid') accountId!: string;
  @Column('integer') no!: number;
}
