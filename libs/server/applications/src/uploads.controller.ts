import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Req,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CurrentActor, Requires, type Actor } from '@okno/server/core';
import { answerWith } from '@okno/server/documents';

import { ApplicationDocumentDto } from './application.view';
import { IdParam } from './id-param';
import { UploadsService } from './uploads.service';

@ApiTags('applications')
@Controller()
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  /** Puts a file into a slot. The field `slot` comes before `file`. */
  @Post('applications/:id/documents')
  @Requires('application.draft')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['slot', 'file'],
      properties: { slot: { type: 'string' }, file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiCreatedResponse({ type: ApplicationDocumentDto })
  upload(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
  ): Promise<ApplicationDocumentDto> {
    return this.uploads.receive(actor, id, request);
  }

  @Delete('applications/:id/documents/:docId')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @IdParam('docId') docId: string,
  ): Promise<void> {
    return this.uploads.remove(actor, id, docId);
  }

  @Get('documents/:id/content')
  @Requires('application.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return answerWith(reply, await this.uploads.content(actor, id));
  }
}
