import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

import type { Validity } from './passport.policy';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** `{ru, en}` */
export class PassportLabelDto {
  @ApiProperty() ru!: string;
  @ApiProperty() en!: string;
}

/** Where a document was used. */
export class PassportUseDto {
  @ApiProperty({ format: 'uuid' }) applicationId!: string;
  /** Null in a draft. */
  @ApiProperty({ type: String, nullable: true }) number!: string | null;
  @ApiProperty({ type: () => PassportLabelDto }) title!: PassportLabelDto;
}

/** A document that the organisation may use again. */
export class PassportDocumentDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  /** Code of the slot it was given for. */
  @ApiProperty({ example: 'D-AUTH' }) kind!: string;
  @ApiProperty({ type: () => PassportLabelDto }) label!: PassportLabelDto;
  /** Of the file: `GET documents/:id/content`. */
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty() name!: string;
  /** Bytes. */
  @ApiProperty() size!: number;
  @ApiProperty() sha256!: string;
  @ApiProperty({ enum: ['NOT_SCANNED', 'CLEAN', 'INFECTED'] }) scan!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) issuedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo!: string | null;
  @ApiProperty({ enum: ['VALID', 'EXPIRING', 'EXPIRED'] }) validity!: Validity;
  @ApiProperty({ format: 'date-time' }) addedAt!: string;
  @ApiProperty({ type: () => [PassportUseDto] }) usedIn!: PassportUseDto[];
}

export class PassportPageDto {
  @ApiProperty({ type: () => [PassportDocumentDto] }) items!: PassportDocumentDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}

/** Days of a document. A null clears, what is not named stays. */
export class PassportDatesDto {
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Matches(DATE)
  issuedOn?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @Matches(DATE)
  validTo?: string | null;
}

/** A document that a slot of a draft could take. */
export class PassportOfferDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() slot!: string;
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() size!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true }) issuedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo!: string | null;
  @ApiProperty({ format: 'date-time' }) addedAt!: string;
}

export class PassportOffersDto {
  @ApiProperty({ type: () => [PassportOfferDto] }) items!: PassportOfferDto[];
}
