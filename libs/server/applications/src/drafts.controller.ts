import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';

import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { DraftDeletion } from './draft-deletion';
import { DraftExport } from './draft-export';
import { DraftExportDto, ExportQuery } from './draft-export.dto';
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
    private readonly exporter: DraftExport,
    private readonly deletion: DraftDeletion,
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

  /** What stands in a draft, as JSON or (`format=pdf`) as pages. */
  @Get('applications/:id/export')
  @Header('cache-control', 'private, no-store')
  @Requires('application.draft')
  @ApiProduces('application/json', 'application/pdf')
  @ApiOkResponse({ type: DraftExportDto })
  export(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: ExportQuery,
  ): Promise<DraftExportDto | StreamableFile> {
    return query.format === 'pdf'
      ? this.exporter.pdf(actor, id, query.lang ?? 'ru')
      : this.exporter.json(actor, id);
  }

  /** Marks a draft to be deleted after seven days. */
  @Post('applications/:id/deletion')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  requestDeletion(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.deletion.request(actor, id);
  }

  /** Takes the deletion back. */
  @Delete('applications/:id/deletion')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  restore(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.deletion.restore(actor, id);
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
