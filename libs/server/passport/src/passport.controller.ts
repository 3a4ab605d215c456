import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { ApplicationDocumentDto, IdParam } from '@okno/server/applications';
import { CurrentActor, PageQuery, Requires, type Actor } from '@okno/server/core';
import { answerWith } from '@okno/server/documents';

import {
  PassportDatesDto,
  PassportDocumentDto,
  PassportOffersDto,
  PassportPageDto,
} from './passport.dto';
import { PassportService } from './passport.service';

/** Documents that an organisation may use again. */
@ApiTags('passport')
@Controller()
export class PassportController {
  constructor(private readonly passport: PassportService) {}

  /** Documents of an organisation, the newest first. */
  @Get('organisations/:id/documents')
  @Requires('application.draft')
  @ApiOkResponse({ type: PassportPageDto })
  list(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<PassportPageDto> {
    return this.passport.list(actor, id, query);
  }

  /** Says when a document was issued and how long it is valid. */
  @Patch('organisations/:id/documents/:docId')
  @Requires('application.draft')
  @ApiOkResponse({ type: PassportDocumentDto })
  date(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('docId') docId: string,
    @Body() dto: PassportDatesDto,
  ): Promise<PassportDocumentDto> {
    return this.passport.date(actor, id, docId, dto);
  }

  /** The file itself, also when the draft it was given for is no more. */
  @Get('organisations/:id/documents/:docId/content')
  @Requires('application.draft')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('docId') docId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return answerWith(reply, await this.passport.content(actor, id, docId));
  }

  /** Takes a document off the list; where it was filed it stays. */
  @Delete('organisations/:id/documents/:docId')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('docId') docId: string,
  ): Promise<void> {
    return this.passport.remove(actor, id, docId);
  }

  /** Valid documents of the organisation that the slots of a draft could take. */
  @Get('applications/:id/known-documents')
  @Requires('application.draft')
  @ApiOkResponse({ type: PassportOffersDto })
  offers(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<PassportOffersDto> {
    return this.passport.offers(actor, id);
  }

  /** Puts one of them into its slot, without a new upload. */
  @Post('applications/:id/known-documents/:docId')
  @Requires('application.draft')
  @ApiCreatedResponse({ type: ApplicationDocumentDto })
  use(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('docId') docId: string,
  ): Promise<ApplicationDocumentDto> {
    return this.passport.use(actor, id, docId);
  }
}
