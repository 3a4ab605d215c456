import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { ConfigOf, Env } from './config';

/** What every process needs to know. */
@ConfigOf('Core')
export class CoreConfig {
  @Env('DATABASE_URL', {
    description:
      'PostgreSQL for requests and jobs; may be a pooler. npm start brings its own when it is empty.',
    example: 'postgres://okno:password@localhost:5432/okno',
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\//, { message: 'must start with postgres://' })
  databaseUrl!: string;

  @Env('DATABASE_DIRECT_URL', {
    description: 'PostgreSQL without a pooler, for LISTEN and migrations. Default: DATABASE_URL.',
    secret: true,
  })
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'must start with postgres://' })
  databaseDirectUrl?: string;

  @Env('DATABASE_POOL', { description: 'Connections of one process, 2 to 100.', example: '12' })
  @IsInt()
  @Min(2)
  @Max(100)
  databasePool: number = 12;

  @Env('REDIS_URL', {
    description: 'Redis for the queues. Empty: the queues run in PostgreSQL.',
    example: 'redis://localhost:6379',
    secret: true,
  })
  @IsOptional()
  @Matches(/^rediss?:\/\//, { message: 'must start with redis:// or rediss://' })
  redisUrl?: string;

  @Env('QUEUE_PREFIX', {
    description: 'Prefix of our keys in Redis; keep the braces for Redis Cluster.',
    example: '{okno}',
  })
  @Matches(/^\{[a-z0-9-]+\}$/, { message: 'must look like {okno}' })
  queuePrefix: string = '{okno}';

  @Env('PORT', { description: 'Port of the API and the site.', example: '3000' })
  @IsInt()
  @Min(0)
  @Max(65535)
  port: number = 3000;

  @Env('HOST', { description: 'Address to listen on.', example: '127.0.0.1' })
  @IsString()
  host: string = '127.0.0.1';

  @Env('PUBLIC_URL', {
    description: 'Address people see in their browser; used in letters and receipts.',
    example: 'https://okno.example',
  })
  @IsOptional()
  @Matches(/^https?:\/\/[^/]+$/, { message: 'must be an http(s) address without a path' })
  publicUrl?: string;

  @Env('TRUST_PROXY', {
    description: 'Believe X-Forwarded-* of the proxy in front: true or false.',
    example: 'false',
  })
  @IsBoolean()
  trustProxy: boolean = false;

  @Env('WEB_ROOT', {
    description: 'Folder of the built site to serve beside the API. Empty: API only.',
  })
  @IsOptional()
  @IsString()
  webRoot?: string;

  @Env('OKNO_MODE', { description: 'production or development.', example: 'production' })
  @IsIn(['production', 'development'])
  mode: 'production' | 'development' = 'development';

  @Env('OKNO_DEMO', {
    description: 'true loads marked demo people and rounds. Refused in production.',
    example: 'false',
  })
  @IsBoolean()
  demo: boolean = false;

  @Env('OKNO_CLOCK', {
    description: 'Fixes the time, for tests and journeys. Refused in production.',
    example: '2026-11-20T03:00:00Z',
  })
  @IsOptional()
  @IsISO8601()
  clock?: string;

  @Env('OKNO_REFERENCE', { description: 'Folder of the reference data.', example: 'db/reference' })
  @IsString()
  referenceFolder: string = 'db/reference';

  @Env('LOG_LEVEL', { description: 'fatal, error, warn, info, debug or silent.', example: 'info' })
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  logLevel: string = 'info';

  /** The address for links in letters and receipts. */
  get siteUrl(): string {
    return this.publicUrl ?? `http://localhost:${this.port}`;
  }

  get directUrl(): string {
    return this.databaseDirectUrl ?? this.databaseUrl;
  }
}
