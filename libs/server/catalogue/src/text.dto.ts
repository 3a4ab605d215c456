import { ApiProperty } from '@nestjs/swagger';

import type { Text } from '@okno/shared/form-schema';

import type { Source } from './catalogue-data';

/** A text of the reference data in both languages. */
export class TextDto implements Text {
  @ApiProperty() ru!: string;
  @ApiProperty() en!: string;
}

/** Where a published statement stands. */
export class SourceDto implements Source {
  @ApiProperty() file!: string;
  @ApiProperty({ type: 'integer' }) line!: number;
  /** The exact words of the source. */
  @ApiProperty() quote!: string;
  @ApiProperty({ type: TextDto }) title!: TextDto;
  /** As exact as it is known: `2021-08-04`, `2019-12` or `2015`. */
  @ApiProperty() publishedOn!: string;
}

/** One choice of a filter and how many there would be with it. */
export class FacetDto {
  @ApiProperty() code!: string;
  @ApiProperty({ type: TextDto }) name!: TextDto;
  @ApiProperty({ type: 'integer' }) count!: number;
}
