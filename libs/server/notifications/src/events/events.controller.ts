import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CurrentActor, SignedIn, type Actor } from '@okno/server/core';

import { EventStreams } from './event-streams';

@ApiTags('notifications')
@Controller('events')
export class EventsController {
  constructor(private readonly streams: EventStreams) {}

  /**
   * Server-sent events of what the signed-in person may see, ids only: `application` {id, revision, state},
   * `notification` {id}, `inbox` {id}, and of colleagues `team` {id}, `presence` {id, accountId, tab, place, state}; `ready` when listening begins, `refresh` when something may have been missed.
   */
  @Get()
  @SignedIn()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  stream(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.streams.open(actor, request, reply);
  }
}
