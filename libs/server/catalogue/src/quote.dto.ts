import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

import { CAP_REASONS, type CapReason, type Split } from '@okno/shared/money';

/** What a service costs. */
export class QuoteRequest {
  /** Full cost in kopecks. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  costKopecks!: number;

  /** How the price states VAT. The parts are of the full cost whichever it is. */
  @ApiPropertyOptional({ enum: ['INCLUDED', 'ON_TOP', 'NONE'] })
  @IsOptional()
  @IsIn(['INCLUDED', 'ON_TOP', 'NONE'])
  vatMode?: 'INCLUDED' | 'ON_TOP' | 'NONE';
}

/** Who pays what. The parts always add up to the cost. */
export class QuoteDto {
  @ApiProperty({ type: 'integer' }) costKopecks!: number;
  @ApiProperty({ type: 'integer' }) stateKopecks!: number;
  @ApiProperty({ type: 'integer' }) ownKopecks!: number;
  /** What the share alone would give, before limits. */
  @ApiProperty({ type: 'integer' }) byShareKopecks!: number;
  /** What decided the centre's part. */
  @ApiProperty({ enum: CAP_REASONS }) capReason!: CapReason;
  /** The applicant's real share in basis points, rounded down. */
  @ApiProperty({ type: 'integer' }) ownShareBp!: number;

  static from(split: Split): QuoteDto {
    const { costKopecks, stateKopecks, ownKopecks, byShareKopecks, capReason, ownShareBp } = split;
    return { costKopecks, stateKopecks, ownKopecks, byShareKopecks, capReason, ownShareBp };
  }
}
