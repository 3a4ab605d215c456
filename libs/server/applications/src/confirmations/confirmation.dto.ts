import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';

import { ApiText, type TextPair } from '../text.dto';
import { ROW_STATES, type RowState } from './confirmations.policy';

const TOKEN_MAX = 100;
const NAME_MAX = 255;
export const REASON_MAX = 500;
/** Rows of a table at most; see the forms. */
const ROWS_MAX = 100;

/** Rows to be written about, by their keys; without any, everybody who was not asked yet. */
export class InviteRowsDto {
  @ApiPropertyOptional({ type: [String] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ROWS_MAX)
  @Matches(/^[0-9a-f]{64}$/u, { each: true })
  keys?: string[];
}

export class CancelRowDto {
  @ApiProperty({ type: String })
  @Matches(/^[0-9a-f]{64}$/u)
  key!: string;
}

/** Who confirmed for an organisation. */
export class SignerDto {
  @ApiProperty() name!: string;
  @ApiProperty() post!: string;
}

/** The consent that was given with a confirmation, and the proof of both. */
export class ConfirmationProofDto {
  @ApiProperty({ example: 'TRAINING_LISTENER' }) purpose!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  /** SHA-256 over what was shown, the consent's text and version, and the time. */
  @ApiProperty() hash!: string;
}

/** A row of an application and what became of asking whom it names. */
export class RowConfirmationDto {
  /** Names the row; another name or address makes another key. */
  @ApiProperty() key!: string;
  /** Key of the table. */
  @ApiProperty() field!: string;
  /** Place in the table, from 0. */
  @ApiProperty({ type: 'integer' }) row!: number;
  @ApiProperty({ enum: ['PERSON', 'ORGANISATION'] }) by!: 'PERSON' | 'ORGANISATION';
  @ApiProperty() name!: string;
  /** Null for who sees a case masked. */
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ enum: ROW_STATES }) state!: RowState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) invitedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt!: string | null;
  /** When it was answered, or the consent taken back. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
  /** Why it was declined. */
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: () => SignerDto, nullable: true }) signer!: SignerDto | null;
  @ApiProperty({ type: () => ConfirmationProofDto, nullable: true })
  proof!: ConfirmationProofDto | null;
  @ApiProperty() mayInvite!: boolean;
  @ApiProperty() mayCancel!: boolean;
}

export class RowConfirmationsDto {
  @ApiProperty({ type: () => [RowConfirmationDto] }) items!: RowConfirmationDto[];
  /** How many rows nobody has confirmed yet. */
  @ApiProperty({ type: 'integer' }) waiting!: number;
}

/** The secret out of the letter. */
export class ConfirmationLinkDto {
  @ApiProperty({ type: String, maxLength: TOKEN_MAX })
  @MaxLength(TOKEN_MAX)
  @IsString()
  token!: string;
}

export class ConfirmRowDto extends ConfirmationLinkDto {
  /** The version of the consent that was shown. */
  @ApiProperty({ type: Number, minimum: 1 })
  @Min(1)
  @Max(1_000_000)
  @IsInt()
  version!: number;

  /** Who confirms for an organisation. */
  @ApiPropertyOptional({ type: String, minLength: 2, maxLength: NAME_MAX })
  @IsOptional()
  @MinLength(2)
  @MaxLength(NAME_MAX)
  @IsString()
  name?: string;

  @ApiPropertyOptional({ type: String, minLength: 2, maxLength: NAME_MAX })
  @IsOptional()
  @MinLength(2)
  @MaxLength(NAME_MAX)
  @IsString()
  post?: string;
}

export class DeclineRowDto extends ConfirmationLinkDto {
  /** Read by the organisation and the centre. */
  @ApiProperty({ type: String, minLength: 3, maxLength: REASON_MAX })
  @MinLength(3)
  @MaxLength(REASON_MAX)
  @IsString()
  reason!: string;
}

/** A value as it is printed. */
export class ShownValueDto {
  @ApiText() label!: TextPair;
  @ApiText() value!: TextPair;
}

export class LinkConsentDto {
  @ApiProperty() purpose!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiText() title!: TextPair;
  /** Paragraphs are parted by an empty line. */
  @ApiText() text!: TextPair;
}

/** What is asked of whom. */
export class AskedRowDto {
  @ApiProperty({ enum: ['PERSON', 'ORGANISATION'] }) by!: 'PERSON' | 'ORGANISATION';
  /** Short name of the organisation that asks. */
  @ApiProperty() organisation!: string;
  @ApiProperty() inn!: string;
  @ApiText() measure!: TextPair;
  @ApiText() cluster!: TextPair;
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  /** What he would take part in. */
  @ApiProperty({ type: () => [ShownValueDto] }) about!: ShownValueDto[];
  /** His row. */
  @ApiProperty({ type: () => [ShownValueDto] }) row!: ShownValueDto[];
  @ApiProperty({ type: () => LinkConsentDto }) consent!: LinkConsentDto;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

/** The page behind the link of a letter. */
export class ConfirmationPageDto {
  /** CLOSED: nothing is asked any more, and nothing is shown. */
  @ApiProperty({ enum: ['OPEN', 'CONFIRMED', 'DECLINED', 'REVOKED', 'CLOSED'] })
  state!: 'OPEN' | 'CONFIRMED' | 'DECLINED' | 'REVOKED' | 'CLOSED';
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
  @ApiProperty({ type: () => AskedRowDto, nullable: true }) asked!: AskedRowDto | null;
}
