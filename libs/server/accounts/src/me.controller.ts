import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, RequestError, SignedIn, type Actor } from '@okno/server/core';

import { ConsentDto, ConsentListDto, GiveConsentDto } from './consent.dto';
import { ConsentsService } from './consents.service';
import { ChangeMeDto, MeDto, SessionListDto } from './me.dto';
import { ProfileService } from './profile.service';
import { Sessions } from './sessions';

const ID = new ParseUUIDPipe({
  exceptionFactory: () =>
    new RequestError('request.invalid', {}, [{ path: 'id', code: 'ID_FORMAT' }]),
});

@ApiTags('me')
@Controller('me')
@SignedIn()
export class MeController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly sessions: Sessions,
    private readonly consents: ConsentsService,
  ) {}

  /** Who is signed in, and what that person may do. */
  @Get()
  @ApiOkResponse({ type: MeDto })
  async get(@CurrentActor() actor: Actor): Promise<MeDto> {
    return MeDto.from(await this.profiles.of(actor.accountId));
  }

  @Patch()
  @ApiOkResponse({ type: MeDto })
  async change(@CurrentActor() actor: Actor, @Body() dto: ChangeMeDto): Promise<MeDto> {
    return MeDto.from(await this.profiles.change(actor, dto));
  }

  /** Where the person is signed in. */
  @Get('sessions')
  @ApiOkResponse({ type: SessionListDto })
  async listSessions(@CurrentActor() actor: Actor): Promise<SessionListDto> {
    return SessionListDto.from(await this.sessions.list(actor));
  }

  /** Signs one browser out. */
  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokeSession(@CurrentActor() actor: Actor, @Param('id', ID) id: string): Promise<void> {
    return this.sessions.revoke(actor, id);
  }

  /** The consent documents in force and which of them the person has given. */
  @Get('consents')
  @ApiOkResponse({ type: ConsentListDto })
  async listConsents(@CurrentActor() actor: Actor): Promise<ConsentListDto> {
    return ConsentListDto.from(await this.consents.list(actor.accountId));
  }

  @Post('consents')
  @ApiCreatedResponse({ type: ConsentDto })
  async giveConsent(
    @CurrentActor() actor: Actor,
    @Body() dto: GiveConsentDto,
  ): Promise<ConsentDto> {
    return ConsentDto.from(await this.consents.give(actor, dto));
  }

  @Delete('consents/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokeConsent(@CurrentActor() actor: Actor, @Param('id', ID) id: string): Promise<void> {
    return this.consents.revoke(actor, id);
  }
}
