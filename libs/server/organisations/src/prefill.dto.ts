import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

import { AUTOMATIC_FIELDS, type AutomaticField } from './card-facts';

/** Whose card is to be filled in. In the body: an ИНН of a person does not belong into an address. */
export class PrefillDto {
  @ApiProperty({ type: String, example: '4299000019' })
  @MaxLength(32)
  @IsString()
  @IsNotEmpty()
  inn!: string;
}

/** Where a value was before, or is from. */
export class SourcedValueDto {
  @ApiProperty({ type: String }) value!: string;
  @ApiProperty({ enum: ['declared', 'registrar', 'rsmp'] })
  source!: 'declared' | 'registrar' | 'rsmp';
  @ApiProperty({ type: String, format: 'date' }) asOf!: string;
}

/** A field of a card that a register tells, and what stood there before it did. */
export class CardFactDto extends SourcedValueDto {
  @ApiProperty({ enum: AUTOMATIC_FIELDS }) field!: AutomaticField;
  @ApiProperty({ type: SourcedValueDto, nullable: true }) previous!: SourcedValueDto | null;
}

/** What the registers know of an ИНН, to begin a card with. */
export class PrefillAnswerDto {
  /** ОГРН or ОГРНИП. */
  @ApiProperty({ type: SourcedValueDto, nullable: true }) ogrn!: SourcedValueDto | null;
  /** Empty: the registers do not know this ИНН. */
  @ApiProperty({ type: [CardFactDto] }) facts!: CardFactDto[];
}
