import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { TextDto } from './text.dto';

/** What is looked for in a dictionary: the beginning of a code, or part of a name. */
export class DictionaryQuery {
  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** How many at the most, 1 to 50; 20 when absent. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 50, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit?: number;
}

export class DictionaryItemDto {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) name!: TextDto;
}

/** The best matches; a dictionary is asked by words and not read page by page. */
export class DictionaryListDto {
  @ApiProperty({ type: [DictionaryItemDto] }) items!: DictionaryItemDto[];
  /** False: the classifier is not loaded, so nothing can be found and any well-formed value is accepted. */
  @ApiProperty() loaded!: boolean;
  /** Day the entries are of. */
  @ApiProperty({ type: String, format: 'date', nullable: true }) asOf!: string | null;
}
