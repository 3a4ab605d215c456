import { Readable } from 'node:stream';

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  StreamableFile,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, Requires, SignedIn, type Actor } from '@okno/server/core';

import { AgendaService } from './agenda.service';
import { BallotsService } from './ballots.service';
import { pdfAnswer } from './council-answers';
import {
  BallotDto,
  BallotKeyDto,
  DissentDto,
  OpenBallotDto,
  OpeningDto,
  RecusalDto,
  VoteDto,
} from './council.dto';
import { CaseBriefDto } from './council.view';
import { MinutesService } from './minutes.service';
import { PacksService } from './packs.service';
import { SealedBallotsService } from './sealed-ballots.service';

/** Questions of a session: packs, recusals, votes. A screen reads the session again afterwards. */
@ApiTags('council')
@Controller('council')
export class CouncilItemsController {
  constructor(
    private readonly agenda: AgendaService,
    private readonly ballots: BallotsService,
    private readonly sealed: SealedBallotsService,
    private readonly packs: PacksService,
    private readonly minutes: MinutesService,
  ) {}

  /** The case of a question in a few facts. */
  @Get('items/:id/brief')
  @Requires('session.read')
  @ApiOkResponse({ type: CaseBriefDto })
  brief(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CaseBriefDto> {
    return this.packs.brief(actor, id);
  }

  /** The decision pack as one document with numbered pages. */
  @Get('items/:id/pack')
  @Requires('session.read')
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async pack(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<StreamableFile> {
    const { content, name } = await this.packs.pdf(actor, id);
    return pdfAnswer(Readable.from([content]), name, content.length);
  }

  /** The decision pack with the applicant's files. */
  @Get('items/:id/pack.zip')
  @Requires('session.read')
  @ApiOkResponse({ content: { 'application/zip': {} } })
  async zip(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<StreamableFile> {
    const { content, name } = await this.packs.zip(actor, id);
    return pdfAnswer(Readable.from([content]), name, content.length, 'application/zip');
  }

  /** Open or secret, while nobody votes. */
  @Patch('items/:id')
  @HttpCode(204)
  @Requires('session.manage')
  @ApiNoContentResponse()
  setBallot(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { ballot }: BallotDto,
  ): Promise<void> {
    return this.agenda.setBallot(actor, id, ballot);
  }

  /** Takes a question off the agenda. */
  @Delete('items/:id')
  @HttpCode(204)
  @Requires('session.manage')
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.agenda.remove(actor, id);
  }

  /** The actor takes no part in the question. */
  @Put('items/:id/recusal')
  @HttpCode(204)
  @Requires('application.vote')
  @ApiNoContentResponse()
  recuse(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { reason }: RecusalDto,
  ): Promise<void> {
    return this.agenda.recuse(actor, id, reason);
  }

  @Delete('items/:id/recusal')
  @HttpCode(204)
  @Requires('application.vote')
  @ApiNoContentResponse()
  takeBackRecusal(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.agenda.takeBackRecusal(actor, id);
  }

  @Post('items/:id/ballot/open')
  @HttpCode(204)
  @Requires('session.manage')
  @ApiNoContentResponse()
  openBallot(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { key }: OpenBallotDto,
  ): Promise<void> {
    return this.ballots.open(actor, id, key);
  }

  @Post('items/:id/ballot/close')
  @HttpCode(204)
  @Requires('session.manage')
  @ApiNoContentResponse()
  closeBallot(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.ballots.close(actor, id);
  }

  /** Hands in the private key of a closed secret ballot: its envelopes are opened and the votes are counted. */
  @Post('items/:id/ballot/key')
  @HttpCode(204)
  @Requires('session.manage')
  @ApiNoContentResponse()
  release(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { key }: BallotKeyDto,
  ): Promise<void> {
    return this.sealed.release(actor, id, key);
  }

  /** Counts a secret ballot without waiting for seals that nobody has opened. */
  @Post('items/:id/ballot/count')
  @HttpCode(204)
  @Requires('session.manage')
  @ApiNoContentResponse()
  count(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.sealed.countWithout(actor, id);
  }

  /** Casts the actor's vote, or changes it; the same vote again changes nothing. */
  @Put('items/:id/vote')
  @HttpCode(204)
  @Requires('application.vote')
  @ApiNoContentResponse()
  vote(@CurrentActor() actor: Actor, @IdParam() id: string, @Body() dto: VoteDto): Promise<void> {
    return this.ballots.vote(actor, id, dto);
  }

  /** Hands in what lies under a seal, once the ballot is closed. */
  @Post('items/:id/reveal')
  @HttpCode(204)
  @Requires('application.vote')
  @ApiNoContentResponse()
  reveal(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { choice, salt }: OpeningDto,
  ): Promise<void> {
    return this.sealed.reveal(actor, id, { choice, salt });
  }

  /** A dissenting opinion for the minutes. */
  @Put('items/:id/dissent')
  @HttpCode(204)
  @Requires('application.vote')
  @ApiNoContentResponse()
  dissent(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { text }: DissentDto,
  ): Promise<void> {
    return this.ballots.dissent(actor, id, text);
  }

  /** What of signed minutes is about a case, for who may read the case. */
  @Get('extracts/:id')
  @SignedIn()
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async extract(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<StreamableFile> {
    const { stream, size, name } = await this.minutes.extract(actor, id);
    return pdfAnswer(stream, name, size);
  }
}
