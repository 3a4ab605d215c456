import type { Browser } from 'playwright-core';

import type { Stage } from './stage';

/** What a journey is given. */
export interface Surroundings {
  browser: Browser;
  /** Redis for the queues, where there is one. */
  redisUrl: string | undefined;
  /** Opens the portal with its people's browsers; closed after the journey, pictured when it fails. */
  open(options?: { redisUrl?: string | null }): Promise<Stage>;
}

/** One named test: what people do with the portal, and what they must see. */
export interface Journey {
  name: string;
  needs?: 'redis';
  /** Why it is left out of a whole run; asked for by name it runs. Said aloud and counted as skipped. */
  waiting?: string;
  /** However loaded the machine is, it must be over by then. */
  minutes: number;
  run(surroundings: Surroundings): Promise<void>;
}
