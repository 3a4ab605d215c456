import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { DraftForms } from './draft-forms';
import { IdParam } from './id-param';

/** What may be done with a draft besides filling it in. */
@ApiTags('applications')
@Controller('applications/:id')
export class DraftsController {
  constructor(private readonly forms: DraftForms) {}

  /** The changes of the form were read: they are not shown as news again. */
  @Post('form-change/seen')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  formChangeSeen(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.forms.seen(actor, id);
  }
}
