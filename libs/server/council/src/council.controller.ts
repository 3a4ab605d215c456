import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, PageQuery, Requires, type Actor } from '@okno/server/core';

import { AgendaService } from './agenda.service';
import {
  NewItemDto,
  NewSessionDto,
  OpenSessionDto,
  AttendanceDto,
  SessionPlanDto,
  SigningCodeDto,
} from './council.dto';
import { CouncilRoom } from './council-room';
import { CouncilRoomDto, CouncilSessionPageDto, WaitingCasesDto } from './council.view';
import { pdfAnswer, requireTitle } from './council-answers';
import { MinutesService } from './minutes.service';
import { SessionsService } from './sessions.service';

/** Sessions of the Council: plan, agenda, presence, minutes. */
@ApiTags('council')
@Controller('council/sessions')
export class CouncilController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly agenda: AgendaService,
    private readonly minutes: MinutesService,
    private readonly room: CouncilRoom,
  ) {}

  /** Sessions that the actor may see, the latest first. */
  @Get()
  @Requires('session.read')
  @ApiOkResponse({ type: CouncilSessionPageDto })
  async list(
    @CurrentActor() actor: Actor,
    @Query() page: PageQuery,
  ): Promise<CouncilSessionPageDto> {
    const { items, next } = await this.sessions.list(actor, page);
    return { items: await Promise.all(items.map((one) => this.room.row(one))), next };
  }

  /** Plans a session and invites the members. */
  @Post()
  @Requires('session.manage')
  @ApiCreatedResponse({ type: CouncilRoomDto })
  async plan(@CurrentActor() actor: Actor, @Body() dto: NewSessionDto): Promise<CouncilRoomDto> {
    const { clusterCode, plannedFor, place } = dto;
    const plan = { plannedFor: new Date(plannedFor), place };
    return this.room.get(actor, await this.sessions.plan(actor, clusterCode, plan));
  }

  @Get(':id')
  @Requires('session.read')
  @ApiOkResponse({ type: CouncilRoomDto })
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CouncilRoomDto> {
    return this.room.get(actor, id);
  }

  /** Another time or place; the members are told. */
  @Patch(':id')
  @Requires('session.manage')
  @ApiOkResponse({ type: CouncilRoomDto })
  async replan(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { plannedFor, place }: SessionPlanDto,
  ): Promise<CouncilRoomDto> {
    await this.sessions.replan(actor, id, { plannedFor: new Date(plannedFor), place });
    return this.room.get(actor, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Requires('session.manage')
  @ApiOkResponse({ type: CouncilRoomDto })
  async cancel(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CouncilRoomDto> {
    await this.sessions.cancel(actor, id);
    return this.room.get(actor, id);
  }

  /** Opens a planned session: it gets its number, and the rules of the day. */
  @Post(':id/open')
  @HttpCode(200)
  @Requires('session.manage')
  @ApiOkResponse({ type: CouncilRoomDto })
  async open(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: OpenSessionDto,
  ): Promise<CouncilRoomDto> {
    await this.sessions.open(actor, id, dto.chairId);
    return this.room.get(actor, id);
  }

  /** Closes the session and draws up its minutes. */
  @Post(':id/close')
  @HttpCode(200)
  @Requires('session.manage')
  @ApiOkResponse({ type: CouncilRoomDto })
  async close(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<CouncilRoomDto> {
    await this.sessions.close(actor, id);
    return this.room.get(actor, id);
  }

  /** Marks who is here: a member himself, the secretary anybody. */
  @Put(':id/presence/:memberId')
  @Requires('session.read')
  @ApiOkResponse({ type: CouncilRoomDto })
  async mark(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('memberId', ParseUUIDPipe) memberId: string,
    @Body() { present }: AttendanceDto,
  ): Promise<CouncilRoomDto> {
    await this.sessions.mark(actor, id, memberId, present);
    return this.room.get(actor, id);
  }

  /** Cases that wait for the Council and are on no agenda, the nearest term first. */
  @Get(':id/waiting')
  @Requires('session.manage')
  @ApiOkResponse({ type: WaitingCasesDto })
  async waiting(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<WaitingCasesDto> {
    return { items: await this.agenda.waiting(actor, id) };
  }

  /** Puts a case or another question on the agenda. */
  @Post(':id/items')
  @Requires('session.manage')
  @ApiCreatedResponse({ type: CouncilRoomDto })
  async add(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: NewItemDto,
  ): Promise<CouncilRoomDto> {
    requireTitle(dto);
    await this.agenda.add(actor, id, dto);
    return this.room.get(actor, id);
  }

  /** The minutes as PDF. */
  @Get(':id/minutes')
  @Requires('session.read')
  @ApiOkResponse({ content: { 'application/pdf': {} } })
  async pdf(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<StreamableFile> {
    const { stream, size, name } = await this.minutes.pdf(actor, id);
    return pdfAnswer(stream, name, size);
  }

  /** Has a code mailed, with which the actor signs the minutes. */
  @Post(':id/signature/code')
  @HttpCode(204)
  @Requires('minutes.sign')
  @ApiNoContentResponse()
  requestCode(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.minutes.requestCode(actor, id);
  }

  /** Signs the minutes. With the second signature they hold, and the cases go on. */
  @Post(':id/signature')
  @HttpCode(200)
  @Requires('minutes.sign')
  @ApiOkResponse({ type: CouncilRoomDto })
  async sign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() { code }: SigningCodeDto,
  ): Promise<CouncilRoomDto> {
    await this.minutes.sign(actor, id, code);
    return this.room.get(actor, id);
  }
}
