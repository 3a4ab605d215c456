import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type, type TransformFnParams } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { PageQuery } from '@okno/server/core';
import { PROCEDURE_KINDS, type ProcedureKind } from '@okno/shared/workflow';

const MAX_REVISION = 2_000_000_000;
const CODE = /^[A-Za-z0-9_.-]+$/;

/** The revision the client saw: if somebody saved since, nothing happens (409). */
export class RevisionDto {
  @ApiProperty({ minimum: 1 })
  @IsInt()
  @Min(1)
  @Max(MAX_REVISION)
  revision!: number;
}

export class CreateApplicationDto {
  @ApiProperty({ example: 'KZ-06' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  measureCode!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  organisationId!: string;

  /** The refused request that this one follows. */
  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  parentId?: string;

  /** An application of the organisation that was filed before: its answers are taken over. */
  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  fromId?: string;
}

/** Some answers by field key. A null clears the field; what is not named stays. */
export class SaveAnswersDto extends RevisionDto {
  @ApiProperty({
    type: Object,
    additionalProperties: true,
    example: { 'mk.product': 'Шовный материал' },
  })
  @IsObject()
  answers!: Record<string, unknown>;
}

export class WithdrawDto extends RevisionDto {
  @ApiPropertyOptional({ type: String, maxLength: 2000 })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

/** The reviewer's conclusion. */
export class ConclusionInput {
  @ApiProperty()
  @IsBoolean()
  pass!: boolean;

  @ApiProperty({ maxLength: 10_000 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(10_000)
  text!: string;
}

/** Pass or no pass on one criterion, with the reason. */
export class CriterionInput {
  @ApiProperty()
  @IsString()
  @MaxLength(64)
  @Matches(CODE)
  code!: string;

  @ApiProperty()
  @IsBoolean()
  pass!: boolean;

  @ApiProperty({ maxLength: 4000 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  reason!: string;
}

/** A step of the flow. Which fields it needs is said by the flow table: a missing one answers 422. */
export class ActionDto extends RevisionDto {
  /** Code of a reason to refuse, of the measure. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @Matches(CODE)
  reasonCode?: string;

  /** Shown to the applicant. */
  @ApiPropertyOptional({ type: String, maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  publicComment?: string;

  /** For the centre only. */
  @ApiPropertyOptional({ type: String, maxLength: 4000 })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  innerComment?: string;

  @ApiPropertyOptional({ type: () => ConclusionInput })
  @IsOptional()
  @ValidateNested()
  @Type(() => ConclusionInput)
  conclusion?: ConclusionInput;

  @ApiPropertyOptional({ type: () => [CriterionInput] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => CriterionInput)
  criteria?: CriterionInput[];

  /** The six digits of the letter: the simple signature under an agreement. */
  @ApiPropertyOptional({ type: String, pattern: '^[0-9]{6}$' })
  @IsOptional()
  @IsString()
  @Matches(/^\d{6}$/)
  code?: string;
}

/** `true` and `false` of a query are words; anything else is left for the validator to refuse. */
function asFlag({ value }: TransformFnParams): unknown {
  const given: unknown = value;
  return given === 'true' ? true : given === 'false' ? false : given;
}

export const DUE_FILTERS = ['overdue', 'today', 'week'] as const;
export const SORTS = ['created', 'due'] as const;

/** Which requests. Without `mine` staff see those of their clusters, others their own. */
export class ApplicationsQuery extends PageQuery {
  /** Only those of organisations that the actor represents. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(asFlag)
  @IsBoolean()
  mine?: boolean;

  /** One state or several, separated by commas. */
  @ApiPropertyOptional({ type: String, example: 'FORMAL_CHECK,REVIEW' })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  @Matches(/^[A-Z_]+(,[A-Z_]+)*$/)
  state?: string;

  @ApiPropertyOptional({ type: String, enum: PROCEDURE_KINDS })
  @IsOptional()
  @IsIn(PROCEDURE_KINDS)
  kind?: ProcedureKind;

  /** An account's id, `@me`, or `none`. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @Matches(/^(@me|none|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i)
  assignee?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  measure?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisation?: string;

  @ApiPropertyOptional({ type: String, enum: DUE_FILTERS })
  @IsOptional()
  @IsIn(DUE_FILTERS)
  due?: (typeof DUE_FILTERS)[number];

  /** Words of the number, the ИНН, the organisation or the measure. */
  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** `created`: newest first (the default); `due`: the nearest term first. */
  @ApiPropertyOptional({ type: String, enum: SORTS })
  @IsOptional()
  @IsIn(SORTS)
  sort?: (typeof SORTS)[number];

  /** Also say how many there are; approximate above 10 000. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(asFlag)
  @IsBoolean()
  count?: boolean;
}

export class ReceiptQuery {
  @ApiPropertyOptional({ type: String, enum: ['json', 'pdf'] })
  @IsOptional()
  @IsIn(['json', 'pdf'])
  format?: 'json' | 'pdf';
}

export class PackageQuery {
  /** 0 is the filing, each answer to remarks adds one; the last one when it is not said. */
  @ApiPropertyOptional({ minimum: 0, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1000)
  round?: number;
}

export class VerifyQuery {
  /** SHA-256 of the receipt, hex. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  hash?: string;
}
