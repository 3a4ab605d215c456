import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, Requires, type Actor } from '@okno/server/core';

import { ApplicationList } from './application-list';
import { ApplicationReader } from './application-reader';
import { ApplicationDto, ApplicationPageDto, SavedAnswersDto } from './application.view';
import {
  ActionDto,
  ApplicationsQuery,
  CreateApplicationDto,
  RevisionDto,
  SaveAnswersDto,
  WithdrawDto,
} from './applications.dto';
import { DraftsService } from './drafts.service';
import { IdParam } from './id-param';
import { StepsService } from './steps.service';

const KEY = 'idempotency-key';
const ApiKey = (): MethodDecorator =>
  ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } });

@ApiTags('applications')
@Controller('applications')
export class ApplicationsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly steps: StepsService,
    private readonly reader: ApplicationReader,
    private readonly list: ApplicationList,
  ) {}

  /** Opens a draft for an organisation that the actor represents, filled in from its card. */
  @Post()
  @Requires('application.draft')
  @ApiCreatedResponse({ type: ApplicationDto })
  @ApiKey()
  create(
    @CurrentActor() actor: Actor,
    @Body() dto: CreateApplicationDto,
    @Headers(KEY) key?: string,
  ): Promise<ApplicationDto> {
    return this.drafts.create(actor, dto, key);
  }

  /** Requests the actor may see, page by page. */
  @Get()
  @Requires('application.read')
  @ApiOkResponse({ type: ApplicationPageDto })
  find(
    @CurrentActor() actor: Actor,
    @Query() query: ApplicationsQuery,
  ): Promise<ApplicationPageDto> {
    return this.list.page(actor, query);
  }

  @Get(':id')
  @Requires('application.read')
  @ApiOkResponse({ type: ApplicationDto })
  get(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ApplicationDto> {
    return this.reader.get(actor, id);
  }

  /** Saves some answers. Edits of different fields merge; the same field edited twice answers 409. */
  @Patch(':id/answers')
  @Requires('application.draft')
  @ApiOkResponse({ type: SavedAnswersDto })
  saveAnswers(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: SaveAnswersDto,
  ): Promise<SavedAnswersDto> {
    return this.drafts.saveAnswers(actor, id, dto);
  }

  /** Hands a complete draft in: it is frozen, numbered and registered at once. */
  @Post(':id/submit')
  @HttpCode(200)
  @Requires('application.submit')
  @ApiOkResponse({ type: ApplicationDto })
  @ApiKey()
  submit(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: RevisionDto,
    @Headers(KEY) key?: string,
  ): Promise<ApplicationDto> {
    return this.steps.take(actor, id, 'submit', dto, key);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('application.withdraw')
  @ApiOkResponse({ type: ApplicationDto })
  @ApiKey()
  withdraw(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: WithdrawDto,
    @Headers(KEY) key?: string,
  ): Promise<ApplicationDto> {
    return this.steps.withdraw(actor, id, dto, key);
  }

  /** Any other step of the flow. Who may take it and what it needs is said by the flow table. */
  @Post(':id/actions/:action')
  @HttpCode(200)
  @Requires('application.read')
  @ApiOkResponse({ type: ApplicationDto })
  @ApiKey()
  act(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('action') action: string,
    @Body() dto: ActionDto,
    @Headers(KEY) key?: string,
  ): Promise<ApplicationDto> {
    return this.steps.take(actor, id, action, dto, key);
  }
}
