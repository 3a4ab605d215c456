import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';

import { CONSENT_PURPOSES, type ConsentPurpose } from './consent.entity';
import type { ConsentState } from './consents.service';

/** The document that the person has read and agrees to. */
export class GiveConsentDto {
  @ApiProperty({ type: String, enum: CONSENT_PURPOSES })
  @IsIn(CONSENT_PURPOSES)
  purpose!: ConsentPurpose;

  /** The version that was shown. */
  @ApiProperty({ type: Number, minimum: 1 })
  @Min(1)
  @Max(1_000_000)
  @IsInt()
  version!: number;
}

export class ConsentTextDto {
  @ApiProperty({ type: String })
  ru!: string;

  @ApiProperty({ type: String })
  en!: string;
}

/** A consent document in force, and whether the person has given it. */
export class ConsentDto {
  @ApiProperty({ type: String, enum: CONSENT_PURPOSES })
  purpose!: ConsentPurpose;

  @ApiProperty({ type: Number })
  version!: number;

  @ApiProperty({ type: () => ConsentTextDto })
  title!: ConsentTextDto;

  /** Paragraphs are parted by an empty line. */
  @ApiProperty({ type: () => ConsentTextDto })
  text!: ConsentTextDto;

  /** Kinds of request that cannot be filed without it; none: it is optional. */
  @ApiProperty({ type: [String] })
  requiredFor!: string[];

  /** Of the consent given; null when none is in force. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  givenAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revokedAt!: string | null;

  static from(state: ConsentState): ConsentDto {
    return {
      ...state,
      givenAt: state.givenAt?.toISOString() ?? null,
      revokedAt: state.revokedAt?.toISOString() ?? null,
    };
  }
}

export class ConsentListDto {
  @ApiProperty({ type: () => [ConsentDto] })
  items!: ConsentDto[];

  static from(states: readonly ConsentState[]): ConsentListDto {
    return { items: states.map((state) => ConsentDto.from(state)) };
  }
}
