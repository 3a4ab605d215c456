import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsNotEmpty, IsString, MaxLength } from 'class-validator';

import { EGRUL_STATUSES, type EgrulStatus } from './egrul-extract.entity';

/** What a registrar has read in an extract from ЕГРЮЛ or ЕГРИП. */
export class ReadExtractDto {
  /** Number of the extract itself. */
  @ApiProperty({ type: String, maxLength: 64, example: 'ЮЭ9965-26-123456789' })
  @MaxLength(64)
  @IsString()
  @IsNotEmpty()
  number!: string;

  /** Day of the extract; at most 30 days ago. */
  @ApiProperty({ type: String, format: 'date' })
  @IsISO8601({ strict: true })
  @MaxLength(10)
  asOf!: string;

  /** Day on which the organisation was registered. */
  @ApiProperty({ type: String, format: 'date' })
  @IsISO8601({ strict: true })
  @MaxLength(10)
  registeredOn!: string;

  @ApiProperty({ enum: EGRUL_STATUSES })
  @IsIn(EGRUL_STATUSES)
  status!: EgrulStatus;

  @ApiProperty({ type: String, example: '21.20.1' })
  @MaxLength(16)
  @IsString()
  okvedMain!: string;

  @ApiProperty({ type: String, maxLength: 255 })
  @MaxLength(255)
  @IsString()
  headName!: string;
}

/** The newest extract, and who vouches for it. */
export class EgrulExtractDto {
  @ApiProperty({ type: String }) number!: string;
  @ApiProperty({ type: String, format: 'date' }) asOf!: string;
  @ApiProperty({ type: String, format: 'date' }) registeredOn!: string;
  @ApiProperty({ enum: EGRUL_STATUSES }) status!: EgrulStatus;
  @ApiProperty({ type: String }) okvedMain!: string;
  @ApiProperty({ type: String }) headName!: string;
  /** For the centre: the registrar's name; the organisation learns only that the centre has read it. */
  @ApiProperty({ type: String, nullable: true }) confirmedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) confirmedAt!: string;
}
