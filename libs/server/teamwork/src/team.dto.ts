import { ApiProperty } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';

import { ColleagueDto } from './comments.dto';
import { SignatureRequestDto } from './signature.dto';

const MAX_ASKED = 100;

export class TeamPersonDto extends ColleagueDto {
  /** Has the filing right. */
  @ApiProperty() canFile!: boolean;
}

export class DiscussionDto {
  @ApiProperty({ type: 'integer' }) total!: number;
  /** Written by others and not read by the actor. */
  @ApiProperty({ type: 'integer' }) unread!: number;
}

/** The people of an application's organisation and what is between them. */
export class TeamDto {
  @ApiProperty({ type: () => [TeamPersonDto] }) people!: TeamPersonDto[];
  @ApiProperty({ type: () => DiscussionDto }) comments!: DiscussionDto;
  /** The last request for signature. */
  @ApiProperty({ type: () => SignatureRequestDto, nullable: true })
  signature!: SignatureRequestDto | null;
}

export class TeamMarksQuery {
  /** Ids of applications, separated by commas; those of others are left out of the answer. */
  @ApiProperty({ type: String })
  @Transform(({ value }: TransformFnParams): unknown =>
    typeof value === 'string' ? value.split(',') : value,
  )
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ASKED)
  @IsUUID(undefined, { each: true })
  applications!: string[];
}

/** What the list of applications says of one. */
export class TeamMarkDto {
  @ApiProperty({ format: 'uuid' }) applicationId!: string;
  @ApiProperty({ type: 'integer' }) unread!: number;
  /** Somebody was asked to sign and has not answered. */
  @ApiProperty() sent!: boolean;
  /** Names of those whose signature is waited for: asked, and may still file. Empty with `sent`: nobody can sign. */
  @ApiProperty({ type: [String] }) waitsFor!: string[];
  @ApiProperty() waitsForMe!: boolean;
}

export class TeamMarksDto {
  @ApiProperty({ type: () => [TeamMarkDto] }) items!: TeamMarkDto[];
}
