import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import {
  ApplicationDto,
  ApplicationReader,
  CheckDto,
  ChecklistDto,
  CostAuditDto,
  IdParam,
} from '@okno/server/applications';
import { CurrentActor, PageQuery, Requires, type Actor } from '@okno/server/core';

import { AssignmentService } from './assignment.service';
import { CaseFileService } from './case-file.service';
import { JudgeCostsDto } from './cost-audit.dto';
import { CostAuditService } from './cost-audit.service';
import { AssignDto, AssigneesDto, NewNoteDto, NoteDto, NotesDto, TickDto } from './review.dto';

/** What the centre does with a case besides the steps of the flow. */
@ApiTags('review')
@Controller('applications')
export class ReviewController {
  constructor(
    private readonly assignments: AssignmentService,
    private readonly file: CaseFileService,
    private readonly costs: CostAuditService,
    private readonly reader: ApplicationReader,
  ) {}

  /** The signed-in reviewer takes a case that nobody has. */
  @Post(':id/take')
  @HttpCode(200)
  @Requires('application.assign')
  @ApiOkResponse({ type: ApplicationDto })
  async take(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<ApplicationDto> {
    await this.assignments.take(actor, id);
    return this.reader.get(actor, id);
  }

  /** Gives a case to a reviewer, also one that somebody has. Its terms go on. */
  @Post(':id/assign')
  @HttpCode(200)
  @Requires('application.assign')
  @ApiOkResponse({ type: ApplicationDto })
  async assign(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: AssignDto,
  ): Promise<ApplicationDto> {
    await this.assignments.assign(actor, id, dto.accountId);
    return this.reader.get(actor, id);
  }

  @Get(':id/assignees')
  @Requires('application.assign')
  @ApiOkResponse({ type: AssigneesDto })
  async assignees(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<AssigneesDto> {
    return { items: await this.assignments.assignees(actor, id) };
  }

  @Get(':id/notes')
  @Requires('note.write')
  @ApiOkResponse({ type: NotesDto })
  async notes(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() page: PageQuery,
  ): Promise<NotesDto> {
    return NotesDto.from(await this.file.notes(actor, id, page));
  }

  @Post(':id/notes')
  @Requires('note.write')
  @ApiCreatedResponse({ type: NoteDto })
  async addNote(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: NewNoteDto,
  ): Promise<NoteDto> {
    return NoteDto.from(await this.file.addNote(actor, id, dto.text));
  }

  /** Asks an automatic check again. */
  @Post(':id/checks/:code/rerun')
  @HttpCode(200)
  @Requires('application.check')
  @ApiOkResponse({ type: CheckDto })
  rerun(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Param('code') code: string,
  ): Promise<CheckDto> {
    return this.file.rerun(actor, id, code);
  }

  /** Judges payments of a compensation: accepted, reduced or refused, with a reason. */
  @Patch(':id/costs')
  @Requires('cost.audit')
  @ApiOkResponse({ type: CostAuditDto })
  judgeCosts(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: JudgeCostsDto,
  ): Promise<CostAuditDto> {
    return this.costs.judge(actor, id, dto);
  }

  @Patch(':id/checklist')
  @Requires('application.check')
  @ApiOkResponse({ type: ChecklistDto })
  tick(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: TickDto,
  ): Promise<ChecklistDto> {
    return this.file.tick(actor, id, dto);
  }
}
