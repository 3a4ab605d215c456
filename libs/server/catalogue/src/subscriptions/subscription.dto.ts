import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

import { TextDto } from '../text.dto';

const TOKEN_MAX = 100;
const CODE_MAX = 60;
const EMAIL_MAX = 254;
const WORDS_MAX = 200;

/** What a saved search looks for. */
export class SavedFilterDto {
  @ApiPropertyOptional({ type: String, maxLength: WORDS_MAX })
  @IsOptional()
  @IsString()
  @MaxLength(WORDS_MAX)
  q?: string;

  @ApiPropertyOptional({ type: String, maxLength: CODE_MAX })
  @IsOptional()
  @IsString()
  @MaxLength(CODE_MAX)
  cluster?: string;

  @ApiPropertyOptional({ type: String, maxLength: CODE_MAX })
  @IsOptional()
  @IsString()
  @MaxLength(CODE_MAX)
  category?: string;
}

/** A wish to be told: of one measure, or of what a search finds. */
export class SubscribeDto {
  @ApiProperty({ type: String, format: 'email', maxLength: EMAIL_MAX })
  @IsString()
  @MaxLength(EMAIL_MAX)
  email!: string;

  /** Language of the letters. */
  @ApiProperty({ type: String, enum: ['ru', 'en'] })
  @IsIn(['ru', 'en'])
  lang!: 'ru' | 'en';

  @ApiPropertyOptional({ type: String, maxLength: CODE_MAX })
  @IsOptional()
  @IsString()
  @MaxLength(CODE_MAX)
  measureCode?: string;

  @ApiPropertyOptional({ type: () => SavedFilterDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => SavedFilterDto)
  filter?: SavedFilterDto;

  /** The version of the consent that was read. */
  @ApiProperty({ type: Number, minimum: 1 })
  @Min(1)
  @Max(1_000_000)
  @IsInt()
  version!: number;
}

/** The same answer whether or not the address is known. */
export class SubscribedDto {
  /** A signed-in person's own confirmed address needs no letter. */
  @ApiProperty() confirmed!: boolean;
}

/** The consent that is read before an address is left. */
export class AnnouncementConsentDto {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: TextDto }) title!: TextDto;
  /** Paragraphs are parted by an empty line. */
  @ApiProperty({ type: TextDto }) text!: TextDto;
}

export class SubscriptionLinkDto {
  @ApiProperty({ type: String, maxLength: TOKEN_MAX })
  @MaxLength(TOKEN_MAX)
  @IsString()
  token!: string;
}

/** The token of a mail program's own button; RFC 8058 wants it in the address. */
export class OneClickQuery {
  @ApiProperty({ type: String, maxLength: TOKEN_MAX })
  @MaxLength(TOKEN_MAX)
  @IsString()
  token!: string;
}

/** Of what somebody is told. */
export class SubscriptionTargetDto {
  @ApiProperty({ type: String, nullable: true }) measureCode!: string | null;
  /** Title of the measure. */
  @ApiProperty({ type: TextDto, nullable: true }) measure!: TextDto | null;
  @ApiProperty({ type: () => SavedFilterDto, nullable: true }) filter!: SavedFilterDto | null;
  /** Names of the cluster and the category of a search. */
  @ApiProperty({ type: [TextDto] }) within!: TextDto[];
}

/** The page behind a link. GONE: there is no such wish any more. */
export class SubscriptionPageDto {
  @ApiProperty({ enum: ['WAITING', 'CONFIRMED', 'GONE'] })
  state!: 'WAITING' | 'CONFIRMED' | 'GONE';
  @ApiProperty({ type: () => SubscriptionTargetDto, nullable: true })
  target!: SubscriptionTargetDto | null;
}

export class SubscriptionDto extends SubscriptionTargetDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) confirmedAt!: string;
}

export class SubscriptionListDto {
  @ApiProperty({ type: () => [SubscriptionDto] }) items!: SubscriptionDto[];
}
