import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { CurrentActor, OptionalActor, Public, Requires, type Actor } from '@okno/server/core';

import { IdParam } from '../id-param';
import { EligibilityDto, EligibilityRequest, RankingDto, RankingRequest } from './eligibility.dto';
import { EligibilityService } from './eligibility.service';

/** Who may get what. Nothing is saved. */
@ApiTags('eligibility')
@Controller()
export class EligibilityController {
  constructor(private readonly eligibility: EligibilityService) {}

  /** Whether an organisation may get a measure: any ИНН by what is public, one's own organisation by all the portal knows. */
  @Post('measures/:code/eligibility')
  @HttpCode(200)
  @Public()
  @ApiOkResponse({ type: EligibilityDto })
  check(
    @Param('code') code: string,
    @Body() request: EligibilityRequest,
    @OptionalActor() actor: Actor | null,
    @Req() { ip }: FastifyRequest,
  ): Promise<EligibilityDto> {
    return this.eligibility.check(code, request, actor, ip);
  }

  /** All measures for three answers and perhaps an ИНН: what fits first, the rest with what is missing. */
  @Post('eligibility/ranking')
  @HttpCode(200)
  @Public()
  @ApiOkResponse({ type: RankingDto })
  ranking(@Body() request: RankingRequest, @Req() { ip }: FastifyRequest): Promise<RankingDto> {
    return this.eligibility.ranking(request, ip);
  }

  /** A request before it is filed: what its filing will be judged by, as it stands now. */
  @Get('applications/:id/eligibility')
  @Requires('application.read')
  @ApiOkResponse({ type: EligibilityDto })
  ofCase(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<EligibilityDto> {
    return this.eligibility.ofCase(actor, id);
  }
}
