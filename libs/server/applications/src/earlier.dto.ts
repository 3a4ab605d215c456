import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

import { ApiText, type TextPair } from './text.dto';

/** For which draft earlier answers are looked for. */
export class EarlierQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  organisationId!: string;

  @ApiProperty({ example: 'KZ-06' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  measureCode!: string;

  /** A draft of another organisation, to begin a copy with. */
  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  fromId?: string;
}

/** A filed application whose answers a new draft may begin with. */
export class EarlierApplicationDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** Null: a draft. */
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiText() title!: TextPair;
  @ApiProperty() sameMeasure!: boolean;
  @ApiProperty({ format: 'date' }) filedOn!: string;
  /** Fields that it would fill in. */
  @ApiProperty({ type: 'integer' }) fields!: number;
}

export class EarlierApplicationsDto {
  @ApiProperty({ type: () => [EarlierApplicationDto] }) items!: EarlierApplicationDto[];
}

/** From which application a draft's first answers are. */
export class DraftReuseDto {
  /** Null: a draft. */
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  /** Local day of the last filing. */
  @ApiProperty({ format: 'date' }) on!: string;
  @ApiProperty({ type: 'integer' }) fields!: number;
  /** Somebody said that nothing has changed since. */
  @ApiProperty() confirmed!: boolean;
}
