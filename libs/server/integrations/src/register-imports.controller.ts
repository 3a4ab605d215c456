import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { decodeCursor, PAGE_LIMIT, pageOf, PageQuery, Requires } from '@okno/server/core';

import { RegisterImportDto, RegisterImportListDto } from './register-imports.dto';
import { RegisterImportsRepository } from './register-imports.repository';

@ApiTags('registers')
@Controller('registers')
export class RegisterImportsController {
  constructor(private readonly imports: RegisterImportsRepository) {}

  /** Imports of registers with their counts, newest first. For who keeps the dictionaries. */
  @Get('imports')
  @Requires('dictionary.manage')
  @ApiOkResponse({ type: RegisterImportListDto })
  async list(@Query() { after, limit = PAGE_LIMIT }: PageQuery): Promise<RegisterImportListDto> {
    const [id] = after === undefined ? [] : decodeCursor(after, ['uuid']).map(String);
    const rows = await this.imports.list(limit + 1, id);
    return pageOf(
      rows,
      limit,
      (row) => RegisterImportDto.from(row),
      (row) => [row.id],
    );
  }
}
