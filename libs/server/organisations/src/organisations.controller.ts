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
  Query,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, Requires, SignedIn, type Actor } from '@okno/server/core';

import { ReadExtractDto } from './egrul-extract.dto';
import { EgrulExtracts } from './egrul-extracts.service';
import { InvitationsService } from './invitations.service';
import {
  AcceptedInvitationDto,
  AcceptInvitationDto,
  AddOrganisationDto,
  ChangeOrganisationDto,
  ChangeRepresentativeDto,
  ConfirmOrganisationDto,
  InvitationDto,
  InviteDto,
  OrganisationCardDto,
  OrganisationListDto,
  OrganisationsQuery,
} from './organisation.dto';
import { PrefillAnswerDto, PrefillDto } from './prefill.dto';
import { OrganisationConfirmation } from './organisation-confirmation';
import { OrganisationsService } from './organisations.service';
import { RegisterCardsService } from './register-cards.service';
import { RepresentativesService } from './representatives.service';

@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly confirmation: OrganisationConfirmation,
    private readonly extracts: EgrulExtracts,
    private readonly representatives: RepresentativesService,
    private readonly registerCards: RegisterCardsService,
    private readonly invitations: InvitationsService,
  ) {}

  /** Own organisations; for the centre's staff, those they may see. */
  @Get()
  @Requires('organisation.read')
  @ApiOkResponse({ type: OrganisationListDto })
  list(
    @CurrentActor() actor: Actor,
    @Query() query: OrganisationsQuery,
  ): Promise<OrganisationListDto> {
    return this.organisations.list(actor, query);
  }

  /** Adds an organisation by its ИНН. `claim: PENDING` in the answer: the centre has to decide first. */
  @Post()
  @Requires('organisation.create')
  @ApiCreatedResponse({ type: OrganisationCardDto })
  add(@CurrentActor() actor: Actor, @Body() dto: AddOrganisationDto): Promise<OrganisationCardDto> {
    return this.organisations.add(actor, dto);
  }

  /** What the registers know of an ИНН, to begin a card with. Nothing is kept. */
  @Post('prefill')
  @HttpCode(200)
  @Requires('organisation.create')
  @ApiOkResponse({ type: PrefillAnswerDto })
  prefill(@Body() dto: PrefillDto): Promise<PrefillAnswerDto> {
    return this.registerCards.prefill(dto.inn);
  }

  @Get(':id')
  @Requires('organisation.read')
  @ApiOkResponse({ type: OrganisationCardDto })
  get(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<OrganisationCardDto> {
    return this.organisations.get(actor, id);
  }

  @Patch(':id')
  @Requires('organisation.create')
  @ApiOkResponse({ type: OrganisationCardDto })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: ChangeOrganisationDto,
  ): Promise<OrganisationCardDto> {
    return this.organisations.change(actor, id, dto);
  }

  /** The registrar confirms the card and who acts for the organisation. */
  @Post(':id/confirm')
  @HttpCode(200)
  @Requires('organisation.confirm')
  @ApiOkResponse({ type: OrganisationCardDto })
  async confirm(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: ConfirmOrganisationDto,
  ): Promise<OrganisationCardDto> {
    await this.confirmation.confirm(actor, id, dto.representativeIds);
    return this.organisations.get(actor, id);
  }

  /** The registrar vouches for what he has read in an extract from ЕГРЮЛ; from then on the checks rest on it. */
  @Post(':id/egrul-extract')
  @HttpCode(200)
  @Requires('organisation.confirm')
  @ApiOkResponse({ type: OrganisationCardDto })
  async confirmExtract(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: ReadExtractDto,
  ): Promise<OrganisationCardDto> {
    await this.extracts.confirm(actor, id, dto);
    return this.organisations.get(actor, id);
  }

  @Patch(':id/representatives/:rid')
  @Requires('organisation.manage')
  @ApiOkResponse({ type: OrganisationCardDto })
  changeRepresentative(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('rid', ParseUUIDPipe) rid: string,
    @Body() dto: ChangeRepresentativeDto,
  ): Promise<OrganisationCardDto> {
    return this.representatives.change(actor, id, rid, dto);
  }

  /** Ends a representation; a registrar refuses a claim by it. */
  @Delete(':id/representatives/:rid')
  @HttpCode(204)
  @Requires('organisation.read')
  @ApiNoContentResponse()
  removeRepresentative(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('rid', ParseUUIDPipe) rid: string,
  ): Promise<void> {
    return this.representatives.remove(actor, id, rid);
  }

  /** Sends a letter with a link that holds for 14 days. */
  @Post(':id/invitations')
  @Requires('organisation.manage')
  @ApiCreatedResponse({ type: InvitationDto })
  invite(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() dto: InviteDto,
  ): Promise<InvitationDto> {
    return this.invitations.invite(actor, id, dto);
  }

  @Delete(':id/invitations/:iid')
  @HttpCode(204)
  @Requires('organisation.manage')
  @ApiNoContentResponse()
  revokeInvitation(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('iid', ParseUUIDPipe) iid: string,
  ): Promise<void> {
    return this.invitations.revoke(actor, id, iid);
  }
}

@ApiTags('organisations')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  /** Takes the place that the letter offers; signed in with the address it was sent to. */
  @Post('accept')
  @HttpCode(200)
  @SignedIn()
  @ApiOkResponse({ type: AcceptedInvitationDto })
  accept(
    @CurrentActor() actor: Actor,
    @Body() dto: AcceptInvitationDto,
  ): Promise<AcceptedInvitationDto> {
    return this.invitations.accept(actor, dto.token);
  }
}
