import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';

import { IdParam } from '@okno/server/applications';
import { CurrentActor, PageQuery, Requires, type Actor } from '@okno/server/core';

import {
  ChangeCommentDto,
  CommentDto,
  CommentsDto,
  PostCommentDto,
  ReadCommentsDto,
} from './comments.dto';
import { CommentsService } from './comments.service';

const KEY = 'idempotency-key';

@ApiTags('teamwork')
@Controller()
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  /** What colleagues said about an application, in the order it was written. */
  @Get('applications/:id/comments')
  @Requires('application.draft')
  @ApiOkResponse({ type: CommentsDto })
  page(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Query() query: PageQuery,
  ): Promise<CommentsDto> {
    return this.comments.page(actor, id, query);
  }

  /** Begins a thread about a part of the application, or answers in one. */
  @Post('applications/:id/comments')
  @Requires('application.draft')
  @ApiCreatedResponse({ type: CommentDto })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string' } })
  post(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: PostCommentDto,
    @Headers(KEY) key?: string,
  ): Promise<CommentDto> {
    return this.comments.post(actor, id, dto, key);
  }

  /** Up to which comment the actor has read. */
  @Put('applications/:id/comments/read')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  markRead(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: ReadCommentsDto,
  ): Promise<void> {
    return this.comments.markRead(actor, id, dto.no);
  }

  /** New words of the own comment; or whether a thread is settled. */
  @Patch('comments/:id')
  @Requires('application.draft')
  @ApiOkResponse({ type: CommentDto })
  change(
    @CurrentActor() actor: Actor,
    @IdParam() id: string,
    @Body() dto: ChangeCommentDto,
  ): Promise<CommentDto> {
    return this.comments.change(actor, id, dto);
  }

  /** Takes the own words back. */
  @Delete('comments/:id')
  @HttpCode(204)
  @Requires('application.draft')
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @IdParam() id: string): Promise<void> {
    return this.comments.remove(actor, id);
  }
}
