import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { ClusterOfCouncilDto, NewSeatDto, SeatEndDto, SeatsDto } from './seats.dto';
import { SeatsService } from './seats.service';

/** Who is in the Council, from when until when. */
@ApiTags('council')
@Controller('council/seats')
export class SeatsController {
  constructor(private readonly seats: SeatsService) {}

  /** Every seat of a Council, those of the past too, the newest first. */
  @Get()
  @Requires('seat.manage')
  @ApiOkResponse({ type: SeatsDto })
  async list(
    @CurrentActor() actor: Actor,
    @Query() { clusterCode }: ClusterOfCouncilDto,
  ): Promise<SeatsDto> {
    return { items: await this.seats.list(actor, clusterCode) };
  }

  /** Gives a seat to a person who has the role of a member or chair. */
  @Post()
  @Requires('seat.manage')
  @ApiCreatedResponse({ type: SeatsDto })
  async appoint(
    @CurrentActor() actor: Actor,
    @Body() { clusterCode, toOn, ...seat }: NewSeatDto,
  ): Promise<SeatsDto> {
    await this.seats.appoint(actor, clusterCode, { ...seat, toOn: toOn ?? null });
    return { items: await this.seats.list(actor, clusterCode) };
  }

  /** Sets the last day of a term, today at the earliest. */
  @Patch(':id')
  @HttpCode(204)
  @Requires('seat.manage')
  setEnd(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { toOn }: SeatEndDto,
  ): Promise<void> {
    return this.seats.setEnd(actor, id, toOn);
  }
}
