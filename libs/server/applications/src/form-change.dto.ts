import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { FORM_ASPECTS, type FormAspect } from '@okno/shared/form-schema';

import type { FormChangeNote } from './case-row';
import { ApiText, type TextPair } from './text.dto';

/** One change of the form. */
export class FormChangeDto {
  @ApiProperty({
    enum: [
      'FIELD_ADDED',
      'FIELD_REMOVED',
      'FIELD_CHANGED',
      'DOCUMENT_ADDED',
      'DOCUMENT_REMOVED',
      'DOCUMENT_CHANGED',
      'RULES_CHANGED',
      'LIMIT_CHANGED',
    ],
  })
  kind!: string;
  /** Key of the field, `doc.<code>` of a document, or the name of a limit; empty for rules. */
  @ApiProperty() path!: string;
  @ApiText(true) label!: TextPair | null;
  @ApiProperty({ enum: FORM_ASPECTS, isArray: true }) aspects!: FormAspect[];
  /** Of a limit: kopecks, basis points or a count. */
  @ApiPropertyOptional({ type: Number, nullable: true }) before?: number | null;
  @ApiPropertyOptional({ type: Number, nullable: true }) after?: number | null;
}

/** A typed value that has no place in the form any more. */
export class KeptAnswerDto {
  @ApiProperty() key!: string;
  /** The field as it was (`FieldDefinition`). */
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true })
  field!: object | null;
  @ApiProperty({ type: Object, nullable: true }) value!: unknown;
}

/** What became of a draft when its measure got a new version. */
export class DraftFormChangeDto {
  @ApiProperty({ format: 'date-time' }) at!: string;
  /** Somebody of the organisation has read it. */
  @ApiProperty() seen!: boolean;
  @ApiProperty({ type: () => [FormChangeDto] }) changes!: FormChangeDto[];
  @ApiProperty({ type: () => [KeptAnswerDto] }) kept!: KeptAnswerDto[];

  static from({ at, seen, changes, kept }: FormChangeNote): DraftFormChangeDto {
    return {
      at,
      seen,
      changes: changes.map((one) => ({ ...one, aspects: [...one.aspects] })),
      kept: kept.map(({ key, field, value }) => ({ key, field, value })),
    };
  }
}
