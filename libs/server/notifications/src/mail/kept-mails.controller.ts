import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

import { PageQuery, Public } from '@okno/server/core';

import { KeptMails } from './kept-mails';
import type { DeliveryState } from './mail-delivery.entity';

/** A letter that was kept because there is no mail server. */
export class KeptMailDto {
  @ApiProperty({ type: String, format: 'uuid' }) id!: string;
  @ApiProperty({ type: String }) to!: string;
  @ApiProperty({ type: String }) subject!: string;
  @ApiProperty({ type: String }) text!: string;
  @ApiProperty({ type: String }) html!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, enum: ['PENDING', 'SENT', 'FAILED', 'KEPT'] }) state!: DeliveryState;
}

/** A page of kept letters, newest first. */
export class KeptMailPageDto {
  @ApiProperty({ type: [KeptMailDto] }) items!: KeptMailDto[];
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
}

@ApiTags('notifications')
@Controller('dev/mails')
export class KeptMailsController {
  constructor(private readonly mails: KeptMails) {}

  /** Letters of a demo portal without a mail server, newest first; 404 everywhere else. */
  @Get()
  @Public()
  @ApiOkResponse({ type: KeptMailPageDto })
  list(@Query() query: PageQuery): Promise<KeptMailPageDto> {
    return this.mails.list(query);
  }
}
