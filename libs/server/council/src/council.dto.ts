import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';

import {
  CHOICES,
  ENVELOPE,
  PRIVATE_KEY,
  PUBLIC_KEY,
  type BallotKind,
  type Choice,
} from '@okno/shared/council-rules';

const BALLOTS = ['OPEN', 'SECRET'] as const;
const WITH_OFFSET = /T.*(?:Z|[+-]\d\d:?\d\d)$/;
const HEX_32 = /^[0-9a-f]{64}$/;

const trimmed = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** When and where a session is. */
export class SessionPlanDto {
  /** With its difference to UTC: without one it would be a time of the server's zone. */
  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true })
  @Matches(WITH_OFFSET)
  @MaxLength(40)
  plannedFor!: string;

  /** The room, or the address of the video call. */
  @ApiProperty()
  @Transform(trimmed)
  @IsString()
  @Length(1, 300)
  place!: string;
}

export class NewSessionDto extends SessionPlanDto {
  /** Whose Council meets. */
  @ApiProperty({ example: 'kuzbass-biomed' })
  @IsString()
  @Length(1, 60)
  clusterCode!: string;
}

export class OpenSessionDto {
  /** The seat that presides; the Council's chair when absent. */
  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  chairId?: string;
}

export class AttendanceDto {
  @ApiProperty()
  @IsBoolean()
  present!: boolean;
}

/** A case that waits for the Council, or a title and a question of the secretary's own. */
export class NewItemDto {
  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  applicationId?: string;

  /** Asked for where there is no case. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 300)
  title?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 500)
  question?: string;

  @ApiProperty({ enum: BALLOTS })
  @IsIn(BALLOTS)
  ballot!: BallotKind;
}

export class BallotDto {
  @ApiProperty({ enum: BALLOTS })
  @IsIn(BALLOTS)
  ballot!: BallotKind;
}

export class RecusalDto {
  /** Read by the Council and written in the minutes. */
  @ApiProperty()
  @Transform(trimmed)
  @IsString()
  @Length(1, 500)
  reason!: string;
}

/** How the member votes; in a secret ballot the seal over it. */
export class VoteDto {
  @ApiPropertyOptional({ enum: CHOICES })
  @IsOptional()
  @IsIn(CHOICES)
  choice?: Choice;

  /** SHA-256 over question, choice and a salt that stays with the member. */
  @ApiPropertyOptional({ type: String, pattern: HEX_32.source })
  @IsOptional()
  @Matches(HEX_32)
  seal?: string;

  /** What lies under the seal, in an envelope for the key of the ballot; asked for where the ballot has one. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Matches(ENVELOPE)
  envelope?: string;
}

/** How a ballot is opened. */
export class OpenBallotDto {
  /** Of a secret one: the public key that the secretary's browser has made for it. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @Matches(PUBLIC_KEY)
  key?: string;
}

export class BallotKeyDto {
  /** The private key of the ballot. It opens nothing but the envelopes of this question. */
  @ApiProperty()
  @Matches(PRIVATE_KEY)
  key!: string;
}

/** What lies under a seal. */
export class OpeningDto {
  @ApiProperty({ enum: CHOICES })
  @IsIn(CHOICES)
  choice!: Choice;

  @ApiProperty({ pattern: HEX_32.source })
  @Matches(HEX_32)
  salt!: string;
}

export class DissentDto {
  /** Written in the minutes word for word; an empty one takes it back. */
  @ApiProperty()
  @Transform(trimmed)
  @IsString()
  @MaxLength(3000)
  text!: string;
}

export class SigningCodeDto {
  @ApiProperty({ pattern: '^\\d{6}$' })
  @Matches(/^\d{6}$/)
  code!: string;
}
