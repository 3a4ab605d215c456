import { IsOptional, Matches } from 'class-validator';

import { ConfigOf, Env } from '../config/config';

/** One key is `<id>:<32 bytes in base64>`. */
const KEYS = /^[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=(,[a-z0-9-]{1,20}:[A-Za-z0-9+/]{43}=)*$/;

/** With what bank details are sealed in the database. */
@ConfigOf('Secrets')
export class SecretsConfig {
  @Env('OKNO_SECRET_KEYS', {
    description:
      'Keys that seal bank details: id:base64 of 32 bytes, separated by commas. The first one seals, the others still open; npm start makes one.',
    example: 'k1:<openssl rand -base64 32>',
    secret: true,
  })
  @IsOptional()
  @Matches(KEYS, { message: 'must look like k2:<44 characters>,k1:<44 characters>' })
  keys?: string;
}
