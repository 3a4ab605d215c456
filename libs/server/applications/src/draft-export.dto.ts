import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

import { MeasureRefDto } from './application.view';
import { ApiText, type TextPair } from './text.dto';

export class ExportQuery {
  @ApiPropertyOptional({ type: String, enum: ['json', 'pdf'] })
  @IsOptional()
  @IsIn(['json', 'pdf'])
  format?: 'json' | 'pdf';

  /** Of the PDF. */
  @ApiPropertyOptional({ type: String, enum: ['ru', 'en'] })
  @IsOptional()
  @IsIn(['ru', 'en'])
  lang?: 'ru' | 'en';
}

/** A question with its answer, for machines and in words. */
export class ExportedFieldDto {
  @ApiProperty() key!: string;
  @ApiText() label!: TextPair;
  @ApiProperty({ type: Object, nullable: true }) value!: unknown;
  @ApiText() text!: TextPair;
}

export class ExportedSectionDto {
  @ApiProperty() code!: string;
  @ApiText() title!: TextPair;
  @ApiProperty({ type: () => [ExportedFieldDto] }) fields!: ExportedFieldDto[];
}

export class ExportedFileDto {
  @ApiProperty() slot!: string;
  @ApiProperty() name!: string;
  /** Bytes. */
  @ApiProperty() size!: number;
  @ApiProperty() sha256!: string;
}

export class ExportedOrganisationDto {
  @ApiProperty() inn!: string;
  @ApiProperty() shortName!: string;
}

/** What stands in a draft, as its writers see it. */
export class DraftExportDto {
  @ApiProperty({ format: 'date-time' }) exportedAt!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ type: () => MeasureRefDto }) measure!: MeasureRefDto;
  @ApiProperty({ format: 'uuid' }) measureVersionId!: string;
  @ApiProperty({ type: () => ExportedOrganisationDto }) organisation!: ExportedOrganisationDto;
  @ApiProperty({ type: () => [ExportedSectionDto] }) sections!: ExportedSectionDto[];
  @ApiProperty({ type: () => [ExportedFileDto] }) documents!: ExportedFileDto[];
}
