import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Public } from '@okno/server/core';

import { ParticipantEntryDto, ParticipantListDto, ParticipantsQuery } from './participant.dto';
import { ParticipantsService } from './participants.service';

/** The public register. */
@ApiTags('registry')
@Controller()
@Public()
export class ParticipantsController {
  constructor(private readonly participants: ParticipantsService) {}

  /** Participants of a cluster on a day: first those in the register, then those a published source names. */
  @Get('clusters/:code/participants')
  @ApiOkResponse({ type: ParticipantListDto })
  list(
    @Param('code') code: string,
    @Query() query: ParticipantsQuery,
  ): Promise<ParticipantListDto> {
    return this.participants.list(code, query);
  }

  /** One entry with its history. */
  @Get('participants/:registryNumber')
  @ApiOkResponse({ type: ParticipantEntryDto })
  entry(@Param('registryNumber') registryNumber: string): Promise<ParticipantEntryDto> {
    return this.participants.entry(registryNumber);
  }
}
