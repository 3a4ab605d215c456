import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';

export const PRESENCE_STATES = ['HELLO', 'HERE', 'GONE'] as const;

/** Where a screen is in an application. Said again every ten seconds, and when it moves. */
export class PresenceDto {
  /** Made by the screen: a person may have several open. */
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  tab!: string;

  /** HELLO asks the others to say where they are. */
  @ApiProperty({ enum: PRESENCE_STATES })
  @IsIn(PRESENCE_STATES)
  state!: (typeof PRESENCE_STATES)[number];

  /** Code of a section, or of a section and a field: `MONEY`, `MONEY/money.lines`. */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9_.-]{1,60}(\/[A-Za-z0-9_.-]{1,100})?$/)
  place?: string;
}
