import { ApiProperty } from '@nestjs/swagger';

import type { Clock } from '@okno/shared/workflow';

const PARTIES = ['APPLICANT', 'CENTRE', 'EXPERT', 'COUNCIL', 'OUTSIDE'];
const TURNS = [...PARTIES, 'NONE'];

export class ClockPauseDto {
  @ApiProperty({ enum: ['RETURNED', 'OUTSIDE'] }) reason!: string;
  @ApiProperty({ format: 'date' }) since!: string;
  /** With OUTSIDE: what is awaited and from whom, as the centre wrote it. */
  @ApiProperty({ type: String, nullable: true }) awaited!: string | null;
}

export class ClockTotalsDto {
  @ApiProperty() APPLICANT!: number;
  @ApiProperty() CENTRE!: number;
  @ApiProperty() EXPERT!: number;
  @ApiProperty() COUNCIL!: number;
  @ApiProperty() OUTSIDE!: number;
}

export class ClockDayDto {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ enum: PARTIES }) party!: string;
}

export class ClockDateDto {
  @ApiProperty({ format: 'date' }) on!: string;
  /** Rests on a calendar that is not adopted yet. */
  @ApiProperty() provisional!: boolean;
}

export class ClockDueDto extends ClockDateDto {
  /** The local day on which the running term began; it counts from the working day after. */
  @ApiProperty({ format: 'date' }) since!: string;
  @ApiProperty() workingDaysLeft!: number;
  @ApiProperty() overdue!: boolean;
}

export class ClockStepDto {
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) latestBy!: string | null;
  @ApiProperty() provisional!: boolean;
  @ApiProperty({ enum: TURNS }) owner!: string;
  @ApiProperty({ type: Number, nullable: true }) workingDays!: number | null;
}

export class ClockForecastDto {
  @ApiProperty({ type: () => ClockDateDto }) ifToday!: ClockDateDto;
  @ApiProperty({ type: () => ClockDateDto }) ifLastDay!: ClockDateDto;
}

/** Whose working days a request has taken, and when it goes on. Dates are those of the cluster's zone. */
export class ApplicationClockDto {
  @ApiProperty({ enum: TURNS }) turn!: string;
  @ApiProperty({ type: () => ClockPauseDto, nullable: true }) paused!: ClockPauseDto | null;
  @ApiProperty({ format: 'date-time' }) now!: string;
  @ApiProperty({ format: 'date' }) today!: string;
  /** The local day of filing. */
  @ApiProperty({ type: String, format: 'date', nullable: true }) since!: string | null;
  @ApiProperty({ type: () => ClockTotalsDto }) totals!: ClockTotalsDto;
  @ApiProperty({ type: () => [ClockDayDto] }) days!: ClockDayDto[];
  @ApiProperty({ type: () => ClockDueDto, nullable: true }) due!: ClockDueDto | null;
  @ApiProperty({ type: () => ClockDateDto, nullable: true }) decisionBy!: ClockDateDto | null;
  @ApiProperty({ type: () => [ClockStepDto] }) nextSteps!: ClockStepDto[];
  @ApiProperty({ type: () => ClockForecastDto, nullable: true }) forecast!: ClockForecastDto | null;

  static from(clock: Clock, now: Date): ApplicationClockDto {
    const { turn, paused, today, since, totals, due, decisionBy, forecast } = clock;
    return {
      turn,
      paused,
      now: now.toISOString(),
      today,
      since,
      totals,
      days: [...clock.days],
      due,
      decisionBy,
      nextSteps: [...clock.nextSteps],
      forecast,
    };
  }
}
