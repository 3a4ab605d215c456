import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { CurrentActor, SignedIn, type Actor } from '@okno/server/core';

import {
  NotificationDto,
  NotificationPageDto,
  NotificationsQuery,
  ReadNotificationDto,
} from './notifications.dto';
import { NotificationsService } from './notifications.service';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  /** What I was told, newest first. */
  @Get()
  @SignedIn()
  @ApiOkResponse({ type: NotificationPageDto })
  list(
    @CurrentActor() actor: Actor,
    @Query() query: NotificationsQuery,
  ): Promise<NotificationPageDto> {
    return this.notifications.list(actor, query);
  }

  /** Marks one notice as read; the first time counts. */
  @Patch(':id')
  @SignedIn()
  @ApiOkResponse({ type: NotificationDto })
  read(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() _read: ReadNotificationDto,
  ): Promise<NotificationDto> {
    return this.notifications.read(actor, id);
  }

  /** Marks everything as read. */
  @Post('read-all')
  @SignedIn()
  @HttpCode(204)
  @ApiNoContentResponse()
  readAll(@CurrentActor() actor: Actor): Promise<void> {
    return this.notifications.readAll(actor);
  }
}
