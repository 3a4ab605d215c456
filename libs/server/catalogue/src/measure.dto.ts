import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import { PageQuery } from '@okno/server/core';

import {
  MEASURE_KINDS,
  NOT_OPEN_REASONS,
  type MeasureKind,
  type NotOpenReason,
  type RoundState,
} from './catalogue-data';
import type { ListedMeasure, MeasurePage } from './measure-search';
import { notOpenReason, roundState } from './reception.policy';
import { FacetDto, TextDto } from './text.dto';

/** What the catalogue is searched by. */
export class MeasureQuery extends PageQuery {
  /** Words, in Russian or English, also with typing errors; or a code. */
  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** Code of a cluster. */
  @ApiPropertyOptional({ type: String, maxLength: 60 })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  cluster?: string;

  /** Code of a category. */
  @ApiPropertyOptional({ type: String, maxLength: 60 })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  category?: string;

  /** Only measures that take requests now, or only those that do not. */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'])
  open?: 'true' | 'false';
}

export class ClusterNameDto {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) name!: TextDto;
}

/** A measure in the list. */
export class MeasureSummaryDto {
  @ApiProperty() code!: string;
  @ApiProperty({ enum: MEASURE_KINDS }) kind!: MeasureKind;
  @ApiProperty() category!: string;
  /** In plain language. */
  @ApiProperty({ type: TextDto }) title!: TextDto;
  @ApiProperty({ type: TextDto }) officialTitle!: TextDto;
  /** Null: not of one cluster. */
  @ApiProperty({ type: ClusterNameDto, nullable: true }) cluster!: ClusterNameDto | null;
  /** Basis points; null: not published. */
  @ApiProperty({ type: 'integer', nullable: true }) stateShareBp!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) limitPerApplicationKopecks!: number | null;
  /** Requests are taken at this moment. */
  @ApiProperty() open!: boolean;
  /** End of the open round. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closesAt!: string | null;
  /** Beginning of the next round, when none is open. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) opensAt!: string | null;
  /** Whether the portal has its form; it may still wait for a round. */
  @ApiProperty() applyable!: boolean;
  @ApiProperty({ enum: NOT_OPEN_REASONS, nullable: true }) notOpenReason!: NotOpenReason | null;
  /** Its round is a demonstration. */
  @ApiProperty() demo!: boolean;
  /** A strategy plans it; nobody gives it yet. */
  @ApiProperty() planned!: boolean;
  /** A piece of the text around the words found, which stand in `<mark>`; nothing else in it is markup. */
  @ApiPropertyOptional({ type: String }) snippet?: string;

  static summary(row: ListedMeasure, now: Date): MeasureSummaryDto {
    const reason = notOpenReason({
      ...row,
      planned: row.content.planned === true,
      round: roundStateOf(row, now),
    });
    return {
      code: row.code,
      kind: row.kind,
      category: row.category,
      title: row.content.title,
      officialTitle: row.content.officialTitle,
      cluster: clusterOf(row),
      stateShareBp: row.stateShareBp,
      limitPerApplicationKopecks: row.limitPerApplicationKopecks,
      open: reason === null,
      closesAt: reason === null ? instant(row.closesAt) : null,
      opensAt: reason === 'ROUND_PLANNED' ? instant(row.opensAt) : null,
      applyable: row.connected && row.hasForm,
      notOpenReason: reason,
      demo: row.demo ?? false,
      planned: row.content.planned === true,
      ...(row.snippet === null ? {} : { snippet: row.snippet }),
    };
  }
}

/** How many there would be with each choice of one filter, the other filters staying. */
export class MeasureFacetsDto {
  @ApiProperty({ type: [FacetDto] }) clusters!: FacetDto[];
  @ApiProperty({ type: [FacetDto] }) categories!: FacetDto[];
  /** How many take requests now. */
  @ApiProperty({ type: 'integer' }) open!: number;
}

/** A page of the catalogue: best first for a search, else open ones first. */
export class MeasureListDto {
  @ApiProperty({ type: [MeasureSummaryDto] }) items!: MeasureSummaryDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ type: 'integer' }) total!: number;
  @ApiProperty({ type: MeasureFacetsDto }) facets!: MeasureFacetsDto;

  static from(page: MeasurePage, now: Date): MeasureListDto {
    return {
      items: page.items.map((row) => MeasureSummaryDto.summary(row, now)),
      next: page.next,
      total: page.total,
      facets: page.facets,
    };
  }
}

function roundStateOf({ opensAt, closesAt }: ListedMeasure, now: Date): RoundState | null {
  return opensAt === null || closesAt === null ? null : roundState({ opensAt, closesAt }, now);
}

function clusterOf({ clusterCode, clusterName }: ListedMeasure): ClusterNameDto | null {
  return clusterCode === null || clusterName === null
    ? null
    : { code: clusterCode, name: clusterName };
}

function instant(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
