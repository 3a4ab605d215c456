import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
} from 'class-validator';

import { MeasureSummaryDto } from '@okno/server/catalogue';
import {
  REMEDIES,
  type BecomesTrue,
  type Need,
  type Outcome,
  type Remedy,
  type RuleTrace,
} from '@okno/shared/eligibility';

const OUTCOMES = ['PASS', 'WARN', 'UNAVAILABLE', 'FAIL'] as const;
const CATEGORIES = ['MICRO', 'SMALL', 'MEDIUM', 'NOT_SME'] as const;

type Shown = string | number | boolean | string[];
const SHOWN = [
  { type: 'string' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'array', items: { type: 'string' } },
];

/** Whom a measure is checked for: any ИНН by what is public, or one's own organisation. */
export class EligibilityRequest {
  @ApiPropertyOptional({ example: '4205000001' })
  @ValidateIf(({ organisationId }: EligibilityRequest) => organisationId === undefined)
  @IsString()
  @MaxLength(40)
  inn?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  organisationId?: string;
}

/** The day from which, or the values of one fact with which, what fails would pass. */
export class BecomesTrueDto {
  @ApiProperty({ enum: ['DATE', 'CHANGE'] }) kind!: 'DATE' | 'CHANGE';
  @ApiPropertyOptional({ format: 'date' }) from?: string;
  @ApiPropertyOptional() fact?: string;
  @ApiPropertyOptional({
    type: 'array',
    items: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
  })
  to?: (string | number | boolean)[];

  static from(becomes: BecomesTrue): BecomesTrueDto {
    return becomes.kind === 'DATE'
      ? { kind: 'DATE', from: becomes.from }
      : { kind: 'CHANGE', fact: becomes.fact, to: [...becomes.to] };
  }
}

/** What should be: one of some values, a number within a limit, or an age. */
export class NeedDto {
  @ApiProperty({ enum: ['ONE_OF', 'NUMBER', 'AGE'] }) kind!: Need['kind'];
  @ApiProperty() fact!: string;
  @ApiPropertyOptional({ type: [String] }) values?: string[];
  @ApiPropertyOptional({ enum: ['lt', 'lte', 'gt', 'gte', 'eq'] }) order?: string;
  @ApiPropertyOptional({ type: 'integer' }) value?: number;
  @ApiPropertyOptional({ type: 'integer' }) months?: number;
  @ApiPropertyOptional({ type: 'integer' }) days?: number;

  static from(need: Need): NeedDto {
    const { kind, fact } = need;
    switch (need.kind) {
      case 'ONE_OF':
        return { kind, fact, values: [...need.values] };
      case 'NUMBER':
        return { kind, fact, order: need.order, value: need.value };
      case 'AGE':
        return { kind, fact, ...need.atLeast };
    }
  }
}

/** A text of the interface with its parameters. */
export class RuleMessageDto {
  @ApiProperty({ example: 'E13.TOO_YOUNG' }) key!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    },
  })
  params!: Record<string, string | number | boolean>;
}

/** How one rule was answered, and by what. */
export class RuleTraceDto {
  @ApiProperty({ example: 'E13' }) code!: string;
  @ApiProperty({ enum: OUTCOMES }) outcome!: Outcome;
  /** What the answer rests on; of a history how many records; null where it is not known. */
  @ApiProperty({ oneOf: SHOWN, nullable: true }) value!: Shown | null;
  @ApiProperty({ type: NeedDto, nullable: true }) needed!: NeedDto | null;
  /** `portal`, `declared`, `registrar`, `inn`, `ogrn`, `dictionary`, or a register. */
  @ApiProperty({ example: 'rsmp' }) source!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) asOf!: string | null;
  @ApiProperty({ type: RuleMessageDto }) message!: RuleMessageDto;
  /** What the applicant can do about it. */
  @ApiProperty({ enum: REMEDIES, nullable: true }) remedy!: Remedy | null;
  @ApiProperty({ type: BecomesTrueDto, nullable: true }) becomesTrue!: BecomesTrueDto | null;

  static from(trace: RuleTrace): RuleTraceDto {
    const { code, outcome, value, needed, source, asOf, message, remedy, becomesTrue } = trace;
    return {
      code,
      outcome,
      value: shown(value),
      needed: needed && NeedDto.from(needed),
      source,
      asOf,
      message: { key: message.key, params: { ...message.params } },
      remedy,
      becomesTrue: becomesTrue && BecomesTrueDto.from(becomesTrue),
    };
  }
}

function shown(value: RuleTrace['value']): Shown | null {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const codes = value.filter((one): one is string => typeof one === 'string');
  return codes.length === value.length && codes.length > 0 ? codes : value.length;
}

/** Who was asked about. A person has no name here. */
export class CheckedApplicantDto {
  @ApiProperty() inn!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
}

/** Whether somebody may get a measure, why, and what would help. */
export class EligibilityDto {
  @ApiProperty({ type: CheckedApplicantDto }) applicant!: CheckedApplicantDto;
  /** The worst of the rules; UNAVAILABLE and WARN stop nobody, a person looks at them. */
  @ApiProperty({ enum: OUTCOMES }) verdict!: Outcome;
  @ApiProperty({ type: [RuleTraceDto] }) rules!: RuleTraceDto[];
  /** The one day or change that leaves nothing failing; null where none does or is needed. */
  @ApiProperty({ type: BecomesTrueDto, nullable: true }) becomesTrue!: BecomesTrueDto | null;
  /** The local day that was judged. */
  @ApiProperty({ format: 'date' }) today!: string;
}

/** Three questions, any of which may be left out, and perhaps an ИНН. */
export class RankingRequest {
  @ApiPropertyOptional({ enum: CATEGORIES })
  @IsOptional()
  @IsIn(CATEGORIES)
  category?: (typeof CATEGORIES)[number];

  /** Code of the cluster one is a participant of; null: of none. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  memberOf?: string | null;

  /** Categories of the catalogue that fit the task. */
  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  needs?: string[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(40)
  inn?: string;
}

/** One measure for one applicant. */
export class RankedMeasureDto {
  @ApiProperty({ type: MeasureSummaryDto }) measure!: MeasureSummaryDto;
  @ApiProperty({ enum: OUTCOMES }) verdict!: Outcome;
  /** There are conditions, and nothing that is known stands in the way. */
  @ApiProperty() fits!: boolean;
  /** It is of a category that was asked for. */
  @ApiProperty() wanted!: boolean;
  /** Rules that do not pass, with what would help. */
  @ApiProperty({ type: [RuleTraceDto] }) reasons!: RuleTraceDto[];
  /** Codes of those that pass. */
  @ApiProperty({ type: [String] }) passed!: string[];
  @ApiProperty({ type: BecomesTrueDto, nullable: true }) becomesTrue!: BecomesTrueDto | null;
}

/** Every measure, those that fit first. */
export class RankingDto {
  @ApiProperty({ type: CheckedApplicantDto, nullable: true })
  applicant!: CheckedApplicantDto | null;
  @ApiProperty({ type: [RankedMeasureDto] }) items!: RankedMeasureDto[];
}
