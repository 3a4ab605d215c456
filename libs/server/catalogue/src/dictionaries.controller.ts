import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { Public } from '@okno/server/core';

import { DictionaryListDto, DictionaryQuery } from './dictionary.dto';
import { DictionaryPages } from './dictionary-pages';
import { PublicCache } from './public-cache.interceptor';

/** State classifiers, for the fields that offer their values. */
@ApiTags('catalogue')
@Controller('dictionaries')
@UseInterceptors(PublicCache)
@Public()
export class DictionariesController {
  constructor(private readonly pages: DictionaryPages) {}

  /** Entries whose code begins with the text or whose name has it. */
  @Get(':code')
  @ApiOkResponse({ type: DictionaryListDto })
  find(@Param('code') code: string, @Query() query: DictionaryQuery): Promise<DictionaryListDto> {
    return this.pages.find(code, query);
  }
}
