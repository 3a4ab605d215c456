import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { TeamDto, TeamMarksDto, TeamMarksQuery } from './team.dto';
import { TeamService } from './team.service';

@ApiTags('teamwork')
@Controller()
export class TeamController {
  constructor(private readonly team: TeamService) {}

  /** The colleagues of an application, how much they said, and whose signature it waits for. */
  @Get('applications/:id/team')
  @Requires('application.draft')
  @ApiOkResponse({ type: TeamDto })
  of(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<TeamDto> {
    return this.team.of(actor, id);
  }

  /** Which of the actor's applications have unread comments or wait for a signature. */
  @Get('team/marks')
  @Requires('application.draft')
  @ApiOkResponse({ type: TeamMarksDto })
  marks(@CurrentActor() actor: Actor, @Query() query: TeamMarksQuery): Promise<TeamMarksDto> {
    return this.team.marks(actor, query.applications);
  }
}
