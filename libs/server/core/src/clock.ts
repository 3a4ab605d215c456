import { Injectable } from '@nestjs/common';

import { ConfigError } from './config/config';
import { CoreConfig } from './config/core.config';

/** The only source of the present moment. `OKNO_CLOCK` fixes it for tests and journeys. */
@Injectable()
export class Clock {
  private fixed: Date | undefined;

  constructor(config: CoreConfig) {
    if (config.clock !== undefined && config.mode === 'production') {
      throw new ConfigError('OKNO_CLOCK: a fixed clock is refused in production.');
    }
    this.fixed = config.clock === undefined ? undefined : new Date(config.clock);
  }

  now(): Date {
    return this.fixed === undefined ? new Date() : new Date(this.fixed);
  }

  /** Moves a fixed clock. Only tests that fix the clock may call it. */
  moveTo(instant: Date): void {
    if (this.fixed === undefined) {
      throw new Error('Only a fixed clock can be moved');
    }
    this.fixed = new Date(instant);
  }
}
