import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { CurrentActor, Public, Requires, type Actor } from '@okno/server/core';

import { IdParam } from '../id-param';
import { ConfirmationAnswers } from './confirmation-answers.service';
import {
  CancelRowDto,
  ConfirmationLinkDto,
  ConfirmationPageDto,
  ConfirmRowDto,
  DeclineRowDto,
  InviteRowsDto,
  RowConfirmationsDto,
} from './confirmation.dto';
import { ConfirmationsService } from './confirmations.service';

@ApiTags('confirmations')
@Controller('applications/:id/confirmations')
export class ConfirmationsController {
  constructor(private readonly confirmations: ConfirmationsService) {}

  /** Rows that listeners or partners confirm themselves, and what they said. */
  @Get()
  @Requires('application.read')
  @ApiOkResponse({ type: RowConfirmationsDto })
  list(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<RowConfirmationsDto> {
    return this.confirmations.list(actor, id);
  }

  /** Writes to those named in the rows, for the first time or again. */
  @Post()
  @HttpCode(200)
  @Requires('application.draft')
  @ApiOkResponse({ type: RowConfirmationsDto })
  invite(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: InviteRowsDto,
  ): Promise<RowConfirmationsDto> {
    return this.confirmations.invite(actor, id, dto.keys);
  }

  /** Takes an invitation back: its link answers nothing any more. */
  @Post('cancel')
  @HttpCode(200)
  @Requires('application.draft')
  @ApiOkResponse({ type: RowConfirmationsDto })
  cancel(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: CancelRowDto,
  ): Promise<RowConfirmationsDto> {
    return this.confirmations.cancel(actor, id, dto.key);
  }
}

/** The secret comes in the body: an address would be written into logs. */
@ApiTags('confirmations')
@Controller('confirmations')
@Public()
export class ConfirmationLinksController {
  constructor(private readonly answers: ConfirmationAnswers) {}

  /** What the link of a letter asks. */
  @Post('open')
  @HttpCode(200)
  @ApiOkResponse({ type: ConfirmationPageDto })
  open(
    @Body() dto: ConfirmationLinkDto,
    @Req() request: FastifyRequest,
  ): Promise<ConfirmationPageDto> {
    return this.answers.open(dto.token, request.ip);
  }

  /** Confirms, with the consent. */
  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: ConfirmationPageDto })
  confirm(
    @Body() dto: ConfirmRowDto,
    @Req() request: FastifyRequest,
  ): Promise<ConfirmationPageDto> {
    return this.answers.confirm(dto, request.ip);
  }

  @Post('decline')
  @HttpCode(200)
  @ApiOkResponse({ type: ConfirmationPageDto })
  decline(
    @Body() dto: DeclineRowDto,
    @Req() request: FastifyRequest,
  ): Promise<ConfirmationPageDto> {
    return this.answers.decline(dto, request.ip);
  }

  /** Takes the consent back. */
  @Post('revoke')
  @HttpCode(200)
  @ApiOkResponse({ type: ConfirmationPageDto })
  revoke(
    @Body() dto: ConfirmationLinkDto,
    @Req() request: FastifyRequest,
  ): Promise<ConfirmationPageDto> {
    return this.answers.revoke(dto.token, request.ip);
  }
}
