import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import { ColleagueDto } from './comments.dto';

const MAX_NOTE = 2_000;
const MAX_SIGNERS = 20;

/** A finished draft is sent to those who may file it. */
export class SendForSignatureDto {
  /** The revision the sender saw. */
  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  revision!: number;

  /** Who is asked; everybody with the filing right when absent. */
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SIGNERS)
  @IsUUID(undefined, { each: true })
  signers?: string[];

  /** Plain text for the signer. */
  @ApiPropertyOptional({ type: String, maxLength: MAX_NOTE })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NOTE)
  note?: string;
}

/** Why it is not signed as it is. */
export class ReturnFromSignatureDto {
  @ApiProperty({ maxLength: MAX_NOTE })
  @IsString()
  @Matches(/\S/)
  @MaxLength(MAX_NOTE)
  comment!: string;
}

export class SignatureRequestDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['OPEN', 'SIGNED', 'RETURNED', 'CANCELLED', 'GONE'] }) state!: string;
  /** Of the application when it was sent. */
  @ApiProperty({ type: 'integer' }) revision!: number;
  /** Those asked who still may file. */
  @ApiProperty({ type: () => [ColleagueDto] }) signers!: ColleagueDto[];
  @ApiProperty({ type: () => ColleagueDto }) requestedBy!: ColleagueDto;
  @ApiProperty({ format: 'date-time' }) requestedAt!: string;
  @ApiProperty() note!: string;
  /** The actor is asked. */
  @ApiProperty() waitsForMe!: boolean;
  /** The actor may take it back. */
  @ApiProperty() mayCancel!: boolean;
  @ApiProperty({ type: String, nullable: true }) closedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  /** Why it was sent back. */
  @ApiProperty({ type: String, nullable: true }) reply!: string | null;
}

/** A field that changed after the draft was sent. Bank details are named, their old values are not kept. */
export class ChangedFieldDto {
  @ApiProperty() key!: string;
  @ApiProperty({ enum: ['ADDED', 'REMOVED', 'CHANGED'] }) kind!: string;
  /** Null where it was empty, and of bank details. */
  @ApiProperty({ nullable: true, type: Object, additionalProperties: true }) before!: unknown;
}

export class ChangedFileDto {
  @ApiProperty() slot!: string;
  @ApiProperty({ enum: ['ADDED', 'REMOVED', 'CHANGED'] }) kind!: string;
  @ApiProperty({ type: String, nullable: true }) before!: string | null;
  @ApiProperty({ type: String, nullable: true }) after!: string | null;
}

/** What is different from what was sent. */
export class SignatureChangesDto {
  @ApiProperty({ type: () => [ChangedFieldDto] }) fields!: ChangedFieldDto[];
  @ApiProperty({ type: () => [ChangedFileDto] }) files!: ChangedFileDto[];
}
