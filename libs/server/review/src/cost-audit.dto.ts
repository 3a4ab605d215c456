import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { COST_REASON_LENGTH } from './cost-audit.policy';
import { COST_OUTCOMES, type CostOutcome } from './cost-verdict.entity';

const MAX_REVISION = 2_000_000_000;
const MAX_LINES = 100;

/** What is said of one payment. */
export class JudgeCostDto {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  lineId!: string;

  @ApiProperty({ enum: COST_OUTCOMES })
  @IsIn(COST_OUTCOMES)
  outcome!: CostOutcome;

  /** Kopecks; asked for where the payment is reduced, elsewhere it follows. */
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  acceptedKopecks?: number;

  /** Read by the applicant; needed unless the payment is accepted whole. */
  @ApiPropertyOptional({ type: String, maxLength: COST_REASON_LENGTH })
  @IsOptional()
  @IsString()
  @MaxLength(COST_REASON_LENGTH)
  reason?: string;
}

/** Judges payments of a request; what is left out stays as it is. */
export class JudgeCostsDto {
  /** The revision of the case that was seen; with it, nothing is judged over a change. */
  @ApiPropertyOptional({ type: Number, minimum: 1 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_REVISION)
  revision?: number;

  @ApiProperty({ type: () => [JudgeCostDto] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => JudgeCostDto)
  lines!: JudgeCostDto[];
}
