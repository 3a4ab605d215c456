import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

import { PageQuery } from '@okno/server/core';

import { EgrulExtractDto } from './egrul-extract.dto';
import {
  ORGANISATION_KINDS,
  ORGANISATION_STATES,
  SME_CATEGORIES,
  type OrganisationKind,
  type OrganisationState,
  type SmeCategory,
} from './organisation.entity';
import { CardFactDto } from './prefill.dto';
import { BASES, type Basis } from './representative.entity';

/** May be absent, but not null: what the card cannot do without. */
const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

const OPTIONAL_TEXT = { type: String, nullable: true } as const;

/** Fields of a card that may change later. Formats are checked as `domain.md` §8 says, with a code for each field. */
export class CardFieldsDto {
  @ApiPropertyOptional({ enum: ORGANISATION_KINDS })
  @IfGiven()
  @IsIn(ORGANISATION_KINDS)
  kind?: OrganisationKind;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, description: 'ОГРН or ОГРНИП' })
  @IsOptional()
  @MaxLength(32)
  @IsString()
  ogrn?: string | null;

  @ApiPropertyOptional(OPTIONAL_TEXT)
  @IsOptional()
  @MaxLength(32)
  @IsString()
  kpp?: string | null;

  @ApiPropertyOptional({ type: String, maxLength: 1000 })
  @IfGiven()
  @MaxLength(1000)
  @IsString()
  fullName?: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 255 })
  @IsOptional()
  @MaxLength(255)
  @IsString()
  shortName?: string | null;

  @ApiPropertyOptional({ type: String, example: '21.20.1' })
  @IfGiven()
  @MaxLength(16)
  @IsString()
  okvedMain?: string;

  @ApiPropertyOptional({ enum: SME_CATEGORIES })
  @IfGiven()
  @IsIn(SME_CATEGORIES)
  smeCategory?: SmeCategory;

  @ApiPropertyOptional({ type: String, maxLength: 500 })
  @IfGiven()
  @MaxLength(500)
  @IsString()
  addressLegal?: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 500 })
  @IsOptional()
  @MaxLength(500)
  @IsString()
  addressActual?: string | null;

  @ApiPropertyOptional({ type: String, maxLength: 255 })
  @IfGiven()
  @MaxLength(255)
  @IsString()
  headName?: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 255 })
  @IsOptional()
  @MaxLength(255)
  @IsString()
  headPost?: string | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 2048 })
  @IsOptional()
  @MaxLength(2048)
  @IsString()
  website?: string | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, description: 'Two digits of the region' })
  @IsOptional()
  @MaxLength(8)
  @IsString()
  regionCode?: string | null;
}

/** An organisation that a person adds by its ИНН. */
export class AddOrganisationDto {
  @ApiProperty({ enum: ORGANISATION_KINDS })
  @IsIn(ORGANISATION_KINDS)
  kind!: OrganisationKind;

  @ApiProperty({ type: String, example: '4299000019' })
  @MaxLength(32)
  @IsString()
  @IsNotEmpty()
  inn!: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, description: 'ОГРН or ОГРНИП' })
  @IsOptional()
  @MaxLength(32)
  @IsString()
  ogrn?: string | null;

  @ApiPropertyOptional(OPTIONAL_TEXT)
  @IsOptional()
  @MaxLength(32)
  @IsString()
  kpp?: string | null;

  @ApiProperty({ type: String, maxLength: 1000 })
  @MaxLength(1000)
  @IsString()
  @IsNotEmpty()
  fullName!: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 255 })
  @IsOptional()
  @MaxLength(255)
  @IsString()
  shortName?: string | null;

  @ApiProperty({ type: String, example: '21.20.1' })
  @MaxLength(16)
  @IsString()
  @IsNotEmpty()
  okvedMain!: string;

  @ApiProperty({ enum: SME_CATEGORIES })
  @IsIn(SME_CATEGORIES)
  smeCategory!: SmeCategory;

  @ApiProperty({ type: String, maxLength: 500 })
  @MaxLength(500)
  @IsString()
  @IsNotEmpty()
  addressLegal!: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 500 })
  @IsOptional()
  @MaxLength(500)
  @IsString()
  addressActual?: string | null;

  @ApiProperty({ type: String, maxLength: 255 })
  @MaxLength(255)
  @IsString()
  @IsNotEmpty()
  headName!: string;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 255 })
  @IsOptional()
  @MaxLength(255)
  @IsString()
  headPost?: string | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 2048 })
  @IsOptional()
  @MaxLength(2048)
  @IsString()
  website?: string | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, description: 'Two digits of the region' })
  @IsOptional()
  @MaxLength(8)
  @IsString()
  regionCode?: string | null;

  /** What the person who adds it acts on. */
  @ApiPropertyOptional({ enum: BASES, nullable: true })
  @IsOptional()
  @IsIn(BASES)
  basis?: Basis | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 64 })
  @IsOptional()
  @MaxLength(64)
  @IsString()
  poaNumber?: string | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, format: 'date' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(10)
  poaValidTo?: string | null;
}

/** A change of the card. Absent fields stay; null clears one. */
export class ChangeOrganisationDto extends CardFieldsDto {
  /** The revision the person saw. If somebody saved since, nothing is changed. */
  @ApiProperty({ type: Number, minimum: 1 })
  @IsInt()
  @Min(1)
  revision!: number;
}

/** What an administrator changes about a representative. */
export class ChangeRepresentativeDto {
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @IsBoolean()
  canFile?: boolean;

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @IsBoolean()
  isAdmin?: boolean;

  @ApiPropertyOptional({ enum: BASES, nullable: true })
  @IsOptional()
  @IsIn(BASES)
  basis?: Basis | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, maxLength: 64 })
  @IsOptional()
  @MaxLength(64)
  @IsString()
  poaNumber?: string | null;

  @ApiPropertyOptional({ ...OPTIONAL_TEXT, format: 'date' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(10)
  poaValidTo?: string | null;
}

export class InviteDto {
  @ApiProperty({ type: String, format: 'email', maxLength: 254 })
  @MaxLength(254)
  @IsString()
  email!: string;

  @ApiProperty({ type: Boolean, description: 'May hand requests in for the organisation' })
  @IsBoolean()
  canFile!: boolean;
}

export class AcceptInvitationDto {
  @ApiProperty({ type: String, description: 'From the link in the letter' })
  @MaxLength(200)
  @IsString()
  @IsNotEmpty()
  token!: string;
}

export class ConfirmOrganisationDto {
  /** Whom to confirm with the card; absent: who added the organisation. */
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  representativeIds?: string[];
}

export class OrganisationsQuery extends PageQuery {
  /** Start of an ИНН or a part of a name (staff). */
  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @IsOptional()
  @MaxLength(100)
  @IsString()
  q?: string;

  @ApiPropertyOptional({ enum: ORGANISATION_STATES })
  @IsOptional()
  @IsIn(ORGANISATION_STATES)
  state?: OrganisationState;

  /** Own organisations only; what who is not of the centre's staff gets anyway. */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => asBoolean(value))
  @IsBoolean()
  mine?: boolean;

  /** Only those where somebody waits to be confirmed (staff). */
  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => asBoolean(value))
  @IsBoolean()
  pending?: boolean;
}

function asBoolean(value: unknown): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}

export class CardSourceDto {
  @ApiProperty({ enum: ['declared', 'registrar'] }) code!: 'declared' | 'registrar';
  @ApiProperty({ type: String, format: 'date' }) asOf!: string;
}

/** The asking person's own place in the organisation. */
export class MyPlaceDto {
  @ApiProperty({ type: Boolean }) isAdmin!: boolean;
  @ApiProperty({ type: Boolean }) canFile!: boolean;
  @ApiProperty({ enum: ['PENDING', 'ACTIVE'] }) state!: 'PENDING' | 'ACTIVE';
}

export class RepresentativeDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ type: String }) name!: string;
  /** For administrators and the centre. */
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ enum: BASES, nullable: true }) basis!: Basis | null;
  @ApiProperty({ type: String, nullable: true }) poaNumber!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) poaValidTo!: string | null;
  @ApiProperty({ type: Boolean }) canFile!: boolean;
  @ApiProperty({ type: Boolean }) isAdmin!: boolean;
  @ApiProperty({ enum: ['PENDING', 'ACTIVE'] }) state!: 'PENDING' | 'ACTIVE';
  /** Added the organisation. */
  @ApiProperty({ type: Boolean }) firstClaimant!: boolean;
  /** Who asks is this person. */
  @ApiProperty({ type: Boolean }) me!: boolean;
  /** Fields that this claimant typed otherwise than the card says (for the registrar). */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  declared?: Record<string, unknown>;
}

export class InvitationDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ type: String }) email!: string;
  @ApiProperty({ type: Boolean }) canFile!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt!: string;
}

export class OrganisationMembershipDto {
  @ApiProperty({ type: String }) clusterCode!: string;
  @ApiProperty({ type: String }) registryNumber!: string;
  @ApiProperty({ enum: ['ACTIVE', 'SUSPENDED', 'EXITED', 'EXCLUDED'] }) state!: string;
}

/** An organisation as the asking person may see it. */
export class OrganisationCardDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ORGANISATION_KINDS }) kind!: OrganisationKind;
  @ApiProperty({ type: String }) inn!: string;
  @ApiProperty({ type: String, nullable: true }) ogrn!: string | null;
  @ApiProperty({ type: String, nullable: true }) kpp!: string | null;
  @ApiProperty({ type: String }) fullName!: string;
  @ApiProperty({ type: String }) shortName!: string;
  @ApiProperty({ type: String }) okvedMain!: string;
  @ApiProperty({ enum: SME_CATEGORIES }) smeCategory!: SmeCategory;
  @ApiProperty({ type: String }) addressLegal!: string;
  @ApiProperty({ type: String, nullable: true }) addressActual!: string | null;
  @ApiProperty({ type: String }) headName!: string;
  @ApiProperty({ type: String, nullable: true }) headPost!: string | null;
  @ApiProperty({ type: String, nullable: true }) website!: string | null;
  @ApiProperty({ type: String }) regionCode!: string;
  @ApiProperty({ enum: ORGANISATION_STATES }) state!: OrganisationState;
  @ApiProperty({ type: CardSourceDto }) source!: CardSourceDto;
  /** Fields that a register tells: they follow it, whoever vouches for the rest of the card. */
  @ApiProperty({ type: [CardFactDto] }) facts!: CardFactDto[];
  /** The newest extract from ЕГРЮЛ that the centre has read; null: none. */
  @ApiProperty({ type: EgrulExtractDto, nullable: true }) extract!: EgrulExtractDto | null;
  @ApiProperty({ type: Number }) revision!: number;
  @ApiProperty({ type: MyPlaceDto, nullable: true }) me!: MyPlaceDto | null;
  /** PENDING: somebody had added this ИНН before, and the centre decides; the card is what you typed. */
  @ApiProperty({ enum: ['PENDING'], nullable: true }) claim!: 'PENDING' | null;
  @ApiProperty({ type: [RepresentativeDto] }) representatives!: RepresentativeDto[];
  @ApiProperty({ type: [InvitationDto] }) invitations!: InvitationDto[];
  @ApiProperty({ type: [OrganisationMembershipDto] }) memberships!: OrganisationMembershipDto[];
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: string;
}

export class OrganisationListDto {
  @ApiProperty({ type: [OrganisationCardDto] })
  @Type(() => OrganisationCardDto)
  items!: OrganisationCardDto[];

  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}

/** Where an accepted invitation leads. */
export class AcceptedInvitationDto {
  @ApiProperty({ type: String, format: 'uuid' }) organisationId!: string;
}
