import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Public } from '@okno/server/core';

import { MeasureDto, MeasureFormDto } from './measure-page.dto';
import { MeasureListDto, MeasureQuery } from './measure.dto';
import { MeasuresService } from './measures.service';
import { Immutable, PublicCache } from './public-cache.interceptor';
import { QuoteDto, QuoteRequest } from './quote.dto';

/** Support measures as the public sees them. */
@ApiTags('catalogue')
@Controller()
@UseInterceptors(PublicCache)
@Public()
export class MeasuresController {
  constructor(private readonly measures: MeasuresService) {}

  /** The catalogue: search, filters, and how many there are of each. */
  @Get('measures')
  @ApiOkResponse({ type: MeasureListDto })
  list(@Query() query: MeasureQuery): Promise<MeasureListDto> {
    return this.measures.list(query);
  }

  /** One measure; also the joining of a cluster, which the list leaves out. */
  @Get('measures/:code')
  @ApiOkResponse({ type: MeasureDto })
  page(@Param('code') code: string): Promise<MeasureDto> {
    return this.measures.page(code);
  }

  /** Who would pay what of a cost. */
  @Post('measures/:code/quote')
  @HttpCode(200)
  @ApiOkResponse({ type: QuoteDto })
  quote(@Param('code') code: string, @Body() request: QuoteRequest): Promise<QuoteDto> {
    return this.measures.quote(code, request);
  }

  /** The form of one version of a measure; it never changes. */
  @Get('measure-versions/:id/form')
  @Immutable()
  @ApiOkResponse({ type: MeasureFormDto })
  form(@Param('id', ParseUUIDPipe) id: string): Promise<MeasureFormDto> {
    return this.measures.form(id);
  }
}
