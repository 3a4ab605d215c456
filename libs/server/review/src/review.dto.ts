import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsInt,
  IsNotEmpty,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import type { NoteRecord } from './case-file.repository';

const MAX_REVISION = 2_000_000_000;

/** Gives a case to a reviewer. */
export class AssignDto {
  /** One of the case's `assignees`. */
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  accountId!: string;
}

/** A person the case may be given to. */
export class AssigneeDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ type: String }) name!: string;
  /** Open cases he has in the cluster. */
  @ApiProperty({ type: Number }) open!: number;
}

/** Reviewers of the case's cluster, the least loaded first. */
export class AssigneesDto {
  @ApiProperty({ type: () => [AssigneeDto] }) items!: AssigneeDto[];
}

/** A note that only the centre reads. */
export class NewNoteDto {
  @ApiProperty({ type: String, maxLength: 5000 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(5_000)
  text!: string;
}

export class NoteAuthorDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ type: String }) name!: string;
}

export class NoteDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ type: String }) text!: string;
  @ApiProperty({ type: () => NoteAuthorDto }) author!: NoteAuthorDto;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;

  static from({ id, text, authorId, authorName, at }: NoteRecord): NoteDto {
    return { id, text, author: { id: authorId, name: authorName }, at: at.toISOString() };
  }
}

export class NotesDto {
  @ApiProperty({ type: () => [NoteDto] }) items!: NoteDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;

  static from({ items, next }: { items: NoteRecord[]; next: string | null }): NotesDto {
    return { items: items.map((note) => NoteDto.from(note)), next };
  }
}

/** Ticks and unticks questions of the checklist; what is left out stays as it is. */
export class TickDto {
  /** The revision of the case that the reviewer saw; with it, nothing is ticked over a change. */
  @ApiPropertyOptional({ type: Number, minimum: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_REVISION)
  revision?: number;

  @ApiProperty({ type: Object, additionalProperties: { type: 'boolean' } })
  @IsObject()
  @IsNotEmptyObject()
  items!: Record<string, boolean>;
}
