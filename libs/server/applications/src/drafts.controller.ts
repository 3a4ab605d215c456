import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { DraftForms } from './draft-forms';
import { EarlierAnswers } from './earlier-answers';
import { EarlierApplicationsDto, EarlierQuery } from './earlier.dto';
import { IdParam } from './id-param';

/** What may be done with a draft besides filling it in. */
@ApiTags('applications')
@Controller()
export class DraftsController {
  constructor(
    private readonly forms: DraftForms,
    private readonly earlier: EarlierAnswers,
  ) {}

  /** Filed applications of an organisation whose answers a new draft may begin with, at most ten. */
  @Get('earlier-applications')
  @Requires('application.draft')
  @ApiOkResponse({ type: EarlierApplicationsDto })
  earlierApplications(
    @CurrentActor() actor: Actor,
    @Query() query: EarlierQuery,
  ): Promise<EarlierApplicationsDto> {
    return this.earlier.list(actor, query);
  }

  /** Nothing has changed since the application that the first answers are from. */
  @Post('applications/:id/reuse/confirm')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  confirmReuse(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.earlier.confirm(actor, id);
  }

  /** The changes of the form were read: they are not shown as news again. */
  @Post('applications/:id/form-change/seen')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  formChangeSeen(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.forms.seen(actor, id);
  }
}
