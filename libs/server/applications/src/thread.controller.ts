import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, PageQuery, Requires, type Actor } from '@okno/server/core';

import { IdParam } from './id-param';
import { MessagesService } from './messages.service';
import { RemarksService } from './remarks.service';
import {
  ChangeRemarkDto,
  CreateRemarkDto,
  MessageDto,
  MessagesDto,
  PostMessageDto,
  RemarkDto,
} from './thread.dto';

@ApiTags('applications')
@Controller()
export class ThreadController {
  constructor(
    private readonly remarks: RemarksService,
    private readonly messages: MessagesService,
  ) {}

  /** Pins an unsent remark to a field, a row or a document; it is sent by `returnWithRemarks`. */
  @Post('applications/:id/remarks')
  @Requires('application.return')
  @ApiCreatedResponse({ type: RemarkDto })
  pin(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: CreateRemarkDto,
  ): Promise<RemarkDto> {
    return this.remarks.pin(actor, id, dto);
  }

  @Patch('remarks/:id')
  @Requires('application.read')
  @ApiOkResponse({ type: RemarkDto })
  change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: ChangeRemarkDto,
  ): Promise<RemarkDto> {
    return this.remarks.change(actor, id, dto);
  }

  /** Only while it is not sent. */
  @Delete('remarks/:id')
  @HttpCode(204)
  @Requires('application.return')
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.remarks.remove(actor, id);
  }

  /** The thread, oldest first. Reading it marks the other side's messages as read. */
  @Get('applications/:id/messages')
  @Requires('application.read')
  @ApiOkResponse({ type: MessagesDto })
  thread(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<MessagesDto> {
    return this.messages.page(actor, id, query);
  }

  @Post('applications/:id/messages')
  @Requires('message.write')
  @ApiCreatedResponse({ type: MessageDto })
  post(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: PostMessageDto,
  ): Promise<MessageDto> {
    return this.messages.post(actor, id, dto.text);
  }
}
