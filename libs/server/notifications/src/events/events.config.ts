import { IsInt, Max, Min } from 'class-validator';

import { ConfigOf, Env } from '@okno/server/core';

/** Live updates of open screens. */
@ConfigOf('Live updates')
export class EventsConfig {
  @Env('EVENTS_MAX_CONNECTIONS', {
    description: 'Open screens that one api process keeps up to date, 1 to 100000.',
    example: '2000',
  })
  @IsInt()
  @Min(1)
  @Max(100_000)
  maxConnections: number = 2_000;

  @Env('EVENTS_HEARTBEAT_SECONDS', {
    description:
      'How often an open screen hears that we are alive and its session is looked at, 1 to 60 seconds.',
    example: '20',
  })
  @IsInt()
  @Min(1)
  @Max(60)
  heartbeatSeconds: number = 20;
}
