import { DiscoveryService } from '@nestjs/core';

import type { EventName } from '@okno/server/contracts';

/** What stands on a method that hears an event. */
export interface ListenerMark {
  event: EventName;
  /** Names the effect in the database for ever: `review.start`. */
  name: string;
}

/**
 * The method hears an event, exactly once, in a transaction of its own:
 * `async method(payload: EventMap[E], tx: Tx)`. What it writes commits with the mark that it is done.
 */
export const Hears = DiscoveryService.createDecorator<ListenerMark>();
