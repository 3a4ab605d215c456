import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

import type { Profile } from './profile.service';
import type { OwnSession } from './sessions';

const NAME_MAX = 100;

/** The field may be left out, but is never null. */
const WhenGiven = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** What a person changes about the own account; fields left out stay. */
export class ChangeMeDto {
  @ApiPropertyOptional({ type: String, maxLength: NAME_MAX })
  @WhenGiven()
  @MaxLength(NAME_MAX)
  @IsString()
  lastName?: string;

  @ApiPropertyOptional({ type: String, maxLength: NAME_MAX })
  @WhenGiven()
  @MaxLength(NAME_MAX)
  @IsString()
  firstName?: string;

  /** Null: there is none. */
  @ApiPropertyOptional({ type: String, maxLength: NAME_MAX, nullable: true })
  @IsOptional()
  @MaxLength(NAME_MAX)
  @IsString()
  patronymic?: string | null;

  @ApiPropertyOptional({ type: String, enum: ['ru', 'en'] })
  @WhenGiven()
  @IsIn(['ru', 'en'])
  lang?: 'ru' | 'en';

  /** Russian number in any spelling; null takes it away. */
  @ApiPropertyOptional({ type: String, maxLength: 40, nullable: true })
  @IsOptional()
  @MaxLength(40)
  @IsString()
  phone?: string | null;

  /** Whether notices come by e-mail as well. */
  @ApiPropertyOptional({ type: Boolean })
  @WhenGiven()
  @IsBoolean()
  emailNotices?: boolean;
}

/** A role of the person and the cluster it is held in. */
export class HeldRoleDto {
  @ApiProperty({ type: String })
  role!: string;

  @ApiProperty({ type: String, nullable: true })
  clusterCode!: string | null;
}

/** An organisation that the person acts for. */
export class OwnOrganisationDto {
  @ApiProperty({ type: String, format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  inn!: string;

  @ApiProperty({ type: String })
  shortName!: string;

  @ApiProperty({ type: String, enum: ['UNCONFIRMED', 'CONFIRMED'] })
  state!: 'UNCONFIRMED' | 'CONFIRMED';

  @ApiProperty({ type: Boolean })
  isAdmin!: boolean;

  @ApiProperty({ type: Boolean })
  canFile!: boolean;
}

/** The person that signed in. */
export class MeDto {
  @ApiProperty({ type: String, format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  email!: string;

  @ApiProperty({ type: String })
  lastName!: string;

  @ApiProperty({ type: String })
  firstName!: string;

  @ApiProperty({ type: String, nullable: true })
  patronymic!: string | null;

  @ApiProperty({ type: String, enum: ['ru', 'en'] })
  lang!: 'ru' | 'en';

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: Boolean })
  emailNotices!: boolean;

  @ApiProperty({ type: () => [HeldRoleDto] })
  roles!: HeldRoleDto[];

  /** Codes of everything that the roles allow, wherever. */
  @ApiProperty({ type: [String] })
  permissions!: string[];

  @ApiProperty({ type: () => [OwnOrganisationDto] })
  organisations!: OwnOrganisationDto[];

  @ApiProperty({ type: Number })
  unreadNotifications!: number;

  /** A demo person: everybody knows the password. */
  @ApiProperty({ type: Boolean })
  demo!: boolean;

  static from(profile: Profile): MeDto {
    const { name: _name, ...shown } = profile;
    return shown;
  }
}

/** A browser in which the person is signed in. */
export class SessionDto {
  @ApiProperty({ type: String, format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt!: string;

  /** To within five minutes. */
  @ApiProperty({ type: String, format: 'date-time' })
  lastSeenAt!: string;

  @ApiProperty({ type: String, nullable: true })
  userAgent!: string | null;

  /** The one that asks. */
  @ApiProperty({ type: Boolean })
  current!: boolean;
}

/** At most twenty: the one unused longest ends when there would be more. */
export class SessionListDto {
  @ApiProperty({ type: () => [SessionDto] })
  items!: SessionDto[];

  static from(sessions: readonly OwnSession[]): SessionListDto {
    return {
      items: sessions.map((one) => ({
        ...one,
        createdAt: one.createdAt.toISOString(),
        lastSeenAt: one.lastSeenAt.toISOString(),
      })),
    };
  }
}
