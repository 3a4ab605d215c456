import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { PageQuery } from '@okno/server/core';

/** What to show of a cluster's register. */
export class ParticipantsQuery extends PageQuery {
  /** Part of a name, a town or a field of specialisation. */
  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @IsOptional()
  @MaxLength(100)
  @IsString()
  q?: string;

  @ApiPropertyOptional({ type: String, example: 'PHARMA' })
  @IsOptional()
  @MaxLength(40)
  @IsString()
  role?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @MaxLength(100)
  @IsString()
  city?: string;

  @ApiPropertyOptional({ type: String, description: 'Code of a specialisation of the cluster' })
  @IsOptional()
  @MaxLength(100)
  @IsString()
  specialisation?: string;

  /** Only anchor participants. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => asBoolean(value))
  @IsBoolean()
  anchor?: boolean;

  /** The register as it was on this day; today when absent. */
  @ApiPropertyOptional({ type: String, format: 'date' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsString()
  asOf?: string;
}

function asBoolean(value: unknown): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

export class ParticipantSourceTitleDto {
  @ApiProperty({ type: String }) ru!: string;
  @ApiProperty({ type: String }) en!: string;
}

/** Where a published participant is named. */
export class ParticipantSourceDto {
  @ApiProperty({ type: String }) file!: string;
  @ApiProperty({ type: 'integer' }) line!: number;
  @ApiProperty({ type: String }) quote!: string;
  @ApiProperty({ type: ParticipantSourceTitleDto }) title!: ParticipantSourceTitleDto;
  @ApiProperty({ type: String }) publishedOn!: string;
}

/** A participant as everybody may see it. */
export class ParticipantDto {
  /** Absent for participants that only a source names. */
  @ApiProperty({ type: String, nullable: true }) registryNumber!: string | null;
  @ApiProperty({ type: String }) name!: string;
  /** The whole name, where a source gives one besides the short. */
  @ApiProperty({ type: String, nullable: true }) fullName!: string | null;
  @ApiProperty({ type: String, nullable: true }) city!: string | null;
  @ApiProperty({ type: String }) role!: string;
  @ApiProperty({ type: Boolean }) anchor!: boolean;
  @ApiProperty({ type: [String] }) specialisations!: string[];
  @ApiProperty({ type: String, nullable: true }) website!: string | null;
  /** What it does, in the words of the source. */
  @ApiProperty({ type: String, nullable: true }) about!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) since!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) until!: string | null;
  @ApiProperty({ enum: ['ACTIVE', 'SUSPENDED', 'EXITED', 'EXCLUDED'], nullable: true })
  state!: string | null;
  /** REGISTERED: stands in the register; PUBLISHED: a published source names it (no number, no term). */
  @ApiProperty({ enum: ['REGISTERED', 'PUBLISHED'] }) kind!: 'REGISTERED' | 'PUBLISHED';
  @ApiProperty({ type: ParticipantSourceDto, nullable: true }) source!: ParticipantSourceDto | null;
}

export class ParticipantFacetDto {
  @ApiProperty({ type: String }) code!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
}

/** How many there are with each choice, under the same search and day. */
export class ParticipantFacetsDto {
  @ApiProperty({ type: [ParticipantFacetDto] }) roles!: ParticipantFacetDto[];
  @ApiProperty({ type: [ParticipantFacetDto] }) specialisations!: ParticipantFacetDto[];
  @ApiProperty({ type: [ParticipantFacetDto] }) cities!: ParticipantFacetDto[];
  @ApiProperty({ type: 'integer' }) anchors!: number;
}

export class ParticipantListDto {
  @ApiProperty({ type: [ParticipantDto] }) items!: ParticipantDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ type: 'integer' }) total!: number;
  /** The total is at least so many. */
  @ApiProperty({ type: Boolean }) approximate!: boolean;
  /** Participants who have not agreed to be shown; no filter applies to them. */
  @ApiProperty({ type: 'integer' }) unpublished!: number;
  /** The day the register is shown of. */
  @ApiProperty({ type: String, format: 'date' }) asOf!: string;
  @ApiProperty({ type: ParticipantFacetsDto }) facets!: ParticipantFacetsDto;
}

export class ParticipantVersionDto {
  @ApiProperty({ type: String, format: 'date' }) validFrom!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo!: string | null;
  @ApiProperty({ type: String }) cause!: string;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String }) role!: string;
  @ApiProperty({ type: String }) state!: string;
}

/** A participant and everything the register has said of it. */
export class ParticipantEntryDto extends ParticipantDto {
  @ApiProperty({ type: String }) clusterCode!: string;
  @ApiProperty({ type: [ParticipantVersionDto] }) history!: ParticipantVersionDto[];
}
