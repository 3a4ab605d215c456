import { ApiProperty } from '@nestjs/swagger';

import type { Round, RoundState } from './catalogue-data';
import { TextDto } from './text.dto';

/** An intake round as anybody sees it. */
export class RoundDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() measureCode!: string;
  /** Of the measure, in plain language. */
  @ApiProperty({ type: TextDto }) title!: TextDto;
  @ApiProperty({ format: 'date-time' }) opensAt!: string;
  /** From this moment on nothing is taken. */
  @ApiProperty({ format: 'date-time' }) closesAt!: string;
  @ApiProperty({ enum: ['PLANNED', 'OPEN', 'CLOSED'] }) state!: RoundState;
  /** Calendar year in which what is paid for must be done. */
  @ApiProperty({ type: 'integer' }) year!: number;
  /** FIFO: in the order of registration; COMPETITION: by score. */
  @ApiProperty({ enum: ['FIFO', 'COMPETITION'] }) mode!: 'FIFO' | 'COMPETITION';
  @ApiProperty({ type: 'integer', nullable: true }) budgetKopecks!: number | null;
  /** Null where the round has no budget of its own. */
  @ApiProperty({ type: 'integer', nullable: true }) reservedKopecks!: number | null;
  @ApiProperty() demo!: boolean;

  static from(round: Round, reservedKopecks: number | null): RoundDto {
    return {
      id: round.id,
      measureCode: round.measureCode,
      title: round.title,
      opensAt: round.opensAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
      state: round.state,
      year: round.year,
      mode: round.mode,
      budgetKopecks: round.budgetKopecks,
      reservedKopecks,
      demo: round.demo,
    };
  }
}

/** Rounds of a cluster, the latest to close first. */
export class RoundListDto {
  @ApiProperty({ type: [RoundDto] }) items!: RoundDto[];
}
