import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { Presence } from './presence';
import { PresenceDto } from './presence.dto';

@ApiTags('teamwork')
@Controller('applications/:id/presence')
export class PresenceController {
  constructor(private readonly presence: Presence) {}

  /** Tells colleagues where in the application this screen is. They hear it as the live update `presence`. */
  @Post()
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  say(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: PresenceDto,
  ): Promise<void> {
    return this.presence.say(actor, id, dto);
  }
}
