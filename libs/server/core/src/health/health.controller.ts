import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

import { Public } from '../access/requires';
import { Database } from '../database/database';

/** Whether a process answers, and whether it can do its work. */
export class HealthDto {
  @ApiProperty({ type: String, enum: ['ok'] })
  status!: 'ok';
}

@ApiTags('health')
@Controller('/api/health')
export class HealthController {
  constructor(private readonly db: Database) {}

  /** The process answers. */
  @Get('live')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** The process can reach its database; 503 otherwise. */
  @Get('ready')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: HealthDto })
  async ready(): Promise<HealthDto> {
    await this.db.query('SELECT 1 FROM schema_migration LIMIT 1');
    return { status: 'ok' };
  }
}
