import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { ApiText, type TextPair } from './text.dto';

export const TARGET_KINDS = ['FIELD', 'DOCUMENT'] as const;

/** What a remark is pinned to. */
export class RemarkTargetInput {
  @ApiProperty({ enum: TARGET_KINDS })
  @IsIn(TARGET_KINDS)
  kind!: (typeof TARGET_KINDS)[number];

  /** A field (`mk.goal`), a row (`money.lines[0]`), a cell (`money.lines[0].price`) or a document (`doc.D-TOR`). */
  @ApiProperty({ maxLength: 200 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  path!: string;
}

export class CreateRemarkDto {
  @ApiProperty({ type: () => RemarkTargetInput })
  @ValidateNested()
  @Type(() => RemarkTargetInput)
  target!: RemarkTargetInput;

  @ApiProperty({ maxLength: 4000 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  text!: string;
}

/** The centre changes `text` of an unsent remark and `state` of an answered one; the applicant gives `answer`. */
export class ChangeRemarkDto {
  @ApiPropertyOptional({ type: String, maxLength: 4000 })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  text?: string;

  @ApiPropertyOptional({ type: String, maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  answer?: string;

  /** Nothing was changed, and the answer says why. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @IsBoolean()
  disagree?: boolean;

  @ApiPropertyOptional({ type: String, enum: ['ACCEPTED', 'OPEN'] })
  @IsOptional()
  @IsIn(['ACCEPTED', 'OPEN'])
  state?: 'ACCEPTED' | 'OPEN';
}

export class PostMessageDto {
  @ApiProperty({ maxLength: 4000 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  text!: string;
}

export class RemarkTargetDto {
  @ApiProperty({ enum: TARGET_KINDS }) kind!: string;
  @ApiProperty() path!: string;
  /** Title of the field or the document slot. */
  @ApiText()
  label!: TextPair;
}

export class RemarkAuthorDto {
  @ApiProperty({ enum: ['CENTRE', 'APPLICANT'] }) side!: string;
  @ApiPropertyOptional({ type: String }) name?: string;
}

export class RemarkDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() no!: number;
  @ApiProperty() round!: number;
  @ApiProperty({ type: () => RemarkTargetDto }) target!: RemarkTargetDto;
  @ApiProperty() text!: string;
  @ApiProperty({ enum: ['DRAFT', 'OPEN', 'ANSWERED', 'ACCEPTED'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) answer!: string | null;
  @ApiProperty() disagree!: boolean;
  /** The value when it was sent; for a document the files. */
  @ApiProperty({ type: Object, nullable: true }) before!: unknown;
  /** The value when it was answered. */
  @ApiProperty({ type: Object, nullable: true }) after!: unknown;
  @ApiProperty({ type: () => RemarkAuthorDto }) author!: RemarkAuthorDto;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
}

export class MessageDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['APPLICANT', 'CENTRE'] }) side!: string;
  @ApiProperty() author!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  /** The actor's own. */
  @ApiProperty() mine!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt!: string | null;
}

export class MessagesDto {
  @ApiProperty({ type: () => [MessageDto] }) items!: MessageDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}
