import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

export const COMMENT_KINDS = ['APPLICATION', 'SECTION', 'FIELD', 'DOCUMENT'] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];

/** Letters of one comment. */
export const MAX_COMMENT = 2_000;
const MAX_MENTIONS = 20;
const NOT_BLANK = /\S/;

/** What a comment is about. */
export class CommentTargetDto {
  @ApiProperty({ enum: COMMENT_KINDS })
  @IsIn(COMMENT_KINDS)
  kind!: CommentKind;

  /** Code of the section, key of the field, code of the document slot; empty for the whole application. */
  @ApiProperty({ maxLength: 100 })
  @IsString()
  @MaxLength(100)
  path!: string;
}

export class PostCommentDto {
  /** What a new thread is about: the whole application when absent. */
  @ApiPropertyOptional({ type: () => CommentTargetDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => CommentTargetDto)
  target?: CommentTargetDto;

  /** The first comment of the thread that this one answers. */
  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  threadId?: string;

  /** Plain text. */
  @ApiProperty({ maxLength: MAX_COMMENT })
  @IsString()
  @IsNotEmpty()
  @Matches(NOT_BLANK)
  @MaxLength(MAX_COMMENT)
  text!: string;

  /** Colleagues who are called: they get a notice and a letter. */
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_MENTIONS)
  @IsUUID(undefined, { each: true })
  mentions?: string[];
}

/** A new text (of the own comment), or whether the thread is settled (of its first comment). */
export class ChangeCommentDto {
  @ApiPropertyOptional({ type: String, maxLength: MAX_COMMENT })
  @IsOptional()
  @IsString()
  @Matches(NOT_BLANK)
  @MaxLength(MAX_COMMENT)
  text?: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_MENTIONS)
  @IsUUID(undefined, { each: true })
  mentions?: string[];

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @IsBoolean()
  resolved?: boolean;
}

export class ReadCommentsDto {
  /** Number of the last comment that was seen. */
  @ApiProperty({ minimum: 0, maximum: 1_000_000 })
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  no!: number;
}

export class ColleagueDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
}

export class ResolvedDto {
  @ApiProperty() by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class CommentDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** Counts from 1 in an application. */
  @ApiProperty({ type: 'integer' }) no!: number;
  @ApiProperty({ format: 'uuid' }) threadId!: string;
  @ApiProperty({ type: () => CommentTargetDto }) target!: CommentTargetDto;
  /** Plain text; empty when it was deleted. */
  @ApiProperty() text!: string;
  @ApiProperty({ type: () => ColleagueDto }) author!: ColleagueDto;
  @ApiProperty() mine!: boolean;
  @ApiProperty({ type: [String] }) mentions!: string[];
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) editedAt!: string | null;
  @ApiProperty() deleted!: boolean;
  /** Of a thread, on its first comment. */
  @ApiProperty({ type: () => ResolvedDto, nullable: true }) resolved!: ResolvedDto | null;
}

export class CommentsDto {
  @ApiProperty({ type: () => [CommentDto] }) items!: CommentDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}
