import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { ApiText, type TextPair } from './text.dto';

export class HistoryActorDto {
  /** Absent for experts, and for staff the applicant does not deal with. */
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty() role!: string;
  @ApiProperty({ enum: ['APPLICANT', 'CENTRE', 'SYSTEM'] }) side!: string;
}

export class HistoryEntryDto {
  @ApiProperty() seq!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: () => HistoryActorDto }) actor!: HistoryActorDto;
  @ApiProperty() action!: string;
  @ApiProperty({ type: String, nullable: true }) from!: string | null;
  @ApiProperty({ type: String, nullable: true }) to!: string | null;
  @ApiProperty({ type: String, nullable: true }) reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true }) publicComment!: string | null;
  /** For the centre only. */
  @ApiPropertyOptional({ type: String, nullable: true }) innerComment?: string | null;
  @ApiProperty() hash!: string;
  @ApiProperty({ type: String, nullable: true }) prevHash!: string | null;
}

export class HistoryDto {
  @ApiProperty({ type: () => [HistoryEntryDto] }) items!: HistoryEntryDto[];
}

export class ReceiptFileDto {
  @ApiProperty() slot!: string;
  @ApiProperty() name!: string;
  @ApiProperty() sha256!: string;
  @ApiProperty() size!: number;
}

/** What was filed, when, and the hash by which anybody can check it. */
export class ReceiptDto {
  @ApiProperty() number!: string;
  @ApiProperty({ format: 'date-time' }) submittedAt!: string;
  /** `2026-11-22 13:05:09`, on the clock of the cluster's zone. */
  @ApiProperty() localTime!: string;
  @ApiProperty() zone!: string;
  @ApiProperty({ type: String, format: 'date' }) registeredOn!: string;
  @ApiProperty() hash!: string;
  @ApiText() measure!: TextPair;
  @ApiText() clusterName!: TextPair;
  @ApiProperty({
    type: 'object',
    properties: { inn: { type: 'string' }, shortName: { type: 'string' } },
    required: ['inn', 'shortName'],
  })
  organisation!: { inn: string; shortName: string };
  @ApiProperty({ type: () => [ReceiptFileDto] }) files!: ReceiptFileDto[];
  @ApiProperty() verifyUrl!: string;
}

/** What anybody who has a receipt may know: nothing unless number and hash belong together. */
export class ReceiptCheckDto {
  @ApiProperty() number!: string;
  @ApiProperty() valid!: boolean;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) submittedAt?: string;
  @ApiPropertyOptional({ type: String }) zone?: string;
  @ApiPropertyOptional({ type: Object }) clusterName?: TextPair;
  @ApiPropertyOptional({ type: Object }) measure?: TextPair;
  @ApiPropertyOptional({ type: String }) state?: string;
}

/**
 * What was filed, for keeping outside of the portal. SHA-256 of the canonical JSON of `content` (keys sorted, no
 * blanks) is `hash`; everything else is there to be read and is not covered by it.
 */
export class FiledPackageDto {
  @ApiProperty({ enum: ['okno-filed-request'] }) format!: 'okno-filed-request';
  @ApiProperty({ enum: [1] }) version!: 1;
  @ApiProperty() number!: string;
  /** 0 is the filing, each answer to remarks adds one. */
  @ApiProperty() round!: number;
  @ApiProperty({ description: 'SHA-256, hex.' }) hash!: string;
  @ApiProperty({ type: Object, additionalProperties: true }) content!: Record<string, unknown>;
  @ApiText() measure!: TextPair;
  @ApiText() clusterName!: TextPair;
  @ApiProperty() zone!: string;
  /** Labels of the fields that `content.answers` names. */
  @ApiProperty({ type: Object, additionalProperties: true }) labels!: Record<string, TextPair>;
  @ApiProperty() verifyUrl!: string;
}
