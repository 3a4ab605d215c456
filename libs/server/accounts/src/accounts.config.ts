import { IsNumber, Max, Min } from 'class-validator';

import { ConfigOf, Env } from '@okno/server/core';

/** Settings of accounts. */
@ConfigOf('Accounts')
export class AccountsConfig {
  @Env('RATE_LIMIT_FACTOR', {
    description:
      'How many times the usual number of attempts (sign-in, registration, letters) is allowed; test runs from one address raise it.',
    example: '1',
  })
  @IsNumber()
  @Min(1)
  @Max(100_000)
  rateLimitFactor: number = 1;
}
