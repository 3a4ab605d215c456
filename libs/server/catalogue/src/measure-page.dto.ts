import { ApiProperty } from '@nestjs/swagger';

import type { DocumentSlot, FormDefinition, MoneyTerms } from '@okno/shared/form-schema';

import { MeasureSummaryDto } from './measure.dto';
import { RoundDto } from './round.dto';
import { SourceDto, TextDto } from './text.dto';

/** A document the applicant prepares. */
export class MeasureDocumentDto {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) title!: TextDto;
  /** False also where it depends on the answers; then the note says on what. */
  @ApiProperty() required!: boolean;
  @ApiProperty({ type: TextDto, nullable: true }) note!: TextDto | null;
  @ApiProperty({ type: [String] }) types!: string[];

  static from(slot: DocumentSlot): MeasureDocumentDto {
    return {
      code: slot.code,
      title: slot.label,
      required: slot.required === true,
      note: slot.help ?? null,
      types: [...slot.types],
    };
  }
}

/** Shares in basis points, sums in kopecks; null where nothing is set. */
export class MeasureLimitsDto {
  @ApiProperty({ type: 'integer', nullable: true }) stateShareBp!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) minOwnBp!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) limitPerApplicationKopecks!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) maxPerYear!: number | null;
  /** Of all measures of the cluster together. */
  @ApiProperty({ type: 'integer', nullable: true }) limitPerYearKopecks!: number | null;
}

/** A term of the procedure in working days. */
export class MeasureTermDto {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) label!: TextDto;
  @ApiProperty({ type: 'integer' }) workingDays!: number;
}

/** Everything published about a measure. */
export class MeasureDto extends MeasureSummaryDto {
  @ApiProperty({ format: 'uuid' }) versionId!: string;
  @ApiProperty({ type: 'integer' }) versionNo!: number;
  @ApiProperty({ format: 'date-time' }) validFrom!: string;
  @ApiProperty({ type: TextDto, nullable: true }) summary!: TextDto | null;
  @ApiProperty({ type: [TextDto] }) whoCan!: TextDto[];
  @ApiProperty({ type: [MeasureDocumentDto] }) documents!: MeasureDocumentDto[];
  @ApiProperty({ type: MeasureLimitsDto, nullable: true }) limits!: MeasureLimitsDto | null;
  @ApiProperty({ type: [MeasureTermDto] }) terms!: MeasureTermDto[];
  /** Whether the source says that the recipient pays a part; null: the source is silent. */
  @ApiProperty({ type: Boolean, nullable: true }) coFinancing!: boolean | null;
  @ApiProperty({ type: String, nullable: true }) legalBasis!: string | null;
  @ApiProperty({ type: SourceDto }) source!: SourceDto;
  /** What about the conditions is not published. */
  @ApiProperty({ type: TextDto, nullable: true }) parametersNote!: TextDto | null;
  /** The open round, else the next one, else the last one. */
  @ApiProperty({ type: RoundDto, nullable: true }) round!: RoundDto | null;
  /** Null: no form is published. */
  @ApiProperty({ type: String, nullable: true }) formCode!: string | null;
  /** The figures are the portal's configurable defaults, not law. */
  @ApiProperty() defaultsMark!: boolean;
}

/** The form of one version; it never changes. */
export class MeasureFormDto {
  /** A FormDefinition of the form engine. */
  @ApiProperty({ type: 'object', additionalProperties: true }) definition!: FormDefinition;
  /** Money terms for the form engine; null where the measure pays nothing. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, nullable: true })
  terms!: MoneyTerms | null;
  @ApiProperty() etag!: string;
}
