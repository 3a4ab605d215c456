import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type, type TransformFnParams } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsEmail,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

import type { TextPair } from './council.entity';

const DAY_LENGTH = 10;

const trimmed = ({ value }: TransformFnParams): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class ClusterOfCouncilDto {
  @ApiProperty({ example: 'kuzbass-biomed' })
  @IsString()
  @Length(1, 60)
  clusterCode!: string;
}

/** For whom a member speaks, in both languages. */
export class RepresentsDto implements TextPair {
  @ApiProperty()
  @Transform(trimmed)
  @IsString()
  @Length(1, 200)
  ru!: string;

  @ApiProperty()
  @Transform(trimmed)
  @IsString()
  @Length(1, 200)
  en!: string;
}

export class NewSeatDto extends ClusterOfCouncilDto {
  /** Of an account with the role of a member or chair of this Council. */
  @ApiProperty()
  @Transform(trimmed)
  @IsEmail()
  @MaxLength(254)
  email!: string;

  /** Presides, unless a session names another member. */
  @ApiProperty()
  @IsBoolean()
  chair!: boolean;

  @ApiProperty({ type: () => RepresentsDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => RepresentsDto)
  represents!: RepresentsDto;

  /** First day, today at the earliest. */
  @ApiProperty({ format: 'date' })
  @IsISO8601({ strict: true })
  @Length(DAY_LENGTH, DAY_LENGTH)
  fromOn!: string;

  /** Last day; absent: no end is set. */
  @ApiPropertyOptional({ type: String, format: 'date' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Length(DAY_LENGTH, DAY_LENGTH)
  toOn?: string;
}

export class SeatEndDto {
  /** Last day, today at the earliest; null: no end is set. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  @ValidateIf(({ toOn }: SeatEndDto) => toOn !== null)
  @IsISO8601({ strict: true })
  @Length(DAY_LENGTH, DAY_LENGTH)
  toOn!: string | null;
}

export class SeatDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() email!: string;
  @ApiProperty({ type: () => RepresentsDto }) represents!: TextPair;
  @ApiProperty() chair!: boolean;
  @ApiProperty({ format: 'date' }) fromOn!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) toOn!: string | null;
}

export class SeatsDto {
  @ApiProperty({ type: () => [SeatDto] }) items!: SeatDto[];
}
