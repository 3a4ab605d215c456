import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import {
  CurrentActor,
  OptionalActor,
  Public,
  RequestError,
  SignedIn,
  WithoutSession,
  type Actor,
} from '@okno/server/core';

import {
  AnnouncementConsentDto,
  OneClickQuery,
  SubscribedDto,
  SubscribeDto,
  SubscriptionLinkDto,
  SubscriptionListDto,
  SubscriptionPageDto,
} from './subscription.dto';
import { SubscriptionsService } from './subscriptions.service';

const ID = new ParseUUIDPipe({
  exceptionFactory: () =>
    new RequestError('request.invalid', {}, [{ path: 'id', code: 'ID_FORMAT' }]),
});

/** Being told of measures and rounds by mail, without an account. */
@ApiTags('subscriptions')
@Controller('subscriptions')
@Public()
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  /** The consent that goes with leaving an address. */
  @Get('consent')
  @ApiOkResponse({ type: AnnouncementConsentDto })
  consent(): Promise<AnnouncementConsentDto> {
    return this.subscriptions.consent();
  }

  /** Leaves an address. The answer is the same whether or not it is known; a letter says more. */
  @Post()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: SubscribedDto })
  request(
    @Body() dto: SubscribeDto,
    @Req() request: FastifyRequest,
    @OptionalActor() actor: Actor | null,
  ): Promise<SubscribedDto> {
    return this.subscriptions.request(dto, request.ip, actor);
  }

  /** What the link of a letter is about. */
  @Post('open')
  @HttpCode(200)
  @ApiOkResponse({ type: SubscriptionPageDto })
  open(
    @Body() dto: SubscriptionLinkDto,
    @Req() request: FastifyRequest,
  ): Promise<SubscriptionPageDto> {
    return this.subscriptions.open(dto.token, request.ip);
  }

  /** Confirms the address. */
  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: SubscriptionPageDto })
  confirm(
    @Body() dto: SubscriptionLinkDto,
    @Req() request: FastifyRequest,
  ): Promise<SubscriptionPageDto> {
    return this.subscriptions.confirm(dto.token, request.ip);
  }

  /** Ends it: no more letters. */
  @Post('leave')
  @HttpCode(200)
  @ApiOkResponse({ type: SubscriptionPageDto })
  leave(
    @Body() dto: SubscriptionLinkDto,
    @Req() request: FastifyRequest,
  ): Promise<SubscriptionPageDto> {
    return this.subscriptions.leave(dto.token, request.ip);
  }

  /**
   * The button of a mail program (RFC 8058): it posts from nowhere, with no cookie, to the address in the letter's
   * header. This token can do nothing but end the letters.
   */
  @Post('one-click')
  @HttpCode(200)
  @WithoutSession()
  @ApiOkResponse({ type: SubscriptionPageDto })
  oneClick(
    @Query() query: OneClickQuery,
    @Req() request: FastifyRequest,
  ): Promise<SubscriptionPageDto> {
    return this.subscriptions.leave(query.token, request.ip);
  }
}

@ApiTags('subscriptions')
@Controller('me/subscriptions')
@SignedIn()
export class OwnSubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  /** What the person's own address is told of. */
  @Get()
  @ApiOkResponse({ type: SubscriptionListDto })
  async list(@CurrentActor() actor: Actor): Promise<SubscriptionListDto> {
    return { items: await this.subscriptions.mine(actor) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  end(@CurrentActor() actor: Actor, @Param('id', ID) id: string): Promise<void> {
    return this.subscriptions.end(actor, id);
  }
}
