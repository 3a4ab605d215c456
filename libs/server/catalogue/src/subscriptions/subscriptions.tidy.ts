import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { Clock } from '@okno/server/core';

import { UNCONFIRMED_DAYS } from './subscription.policy';
import { SubscriptionsRepository } from './subscriptions.repository';

const EVERY_MS = 10 * 60 * 1000;
const DAY_MS = 24 * 3600 * 1000;
const BATCH = 1_000;

/** Forgets addresses that nobody has confirmed. Every worker does it; what one has removed, the next does not find. */
@Injectable()
export class SubscriptionsTidy implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SubscriptionsTidy.name);
  private interval: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Clock,
    private readonly repository: SubscriptionsRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.interval = setInterval(() => {
      this.running = this.running
        .then(() => this.tidy())
        .catch((error: unknown) =>
          this.log.warn(error instanceof Error ? error.message : String(error)),
        );
    }, EVERY_MS);
    this.interval.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.interval);
    await this.running;
  }

  async tidy(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNCONFIRMED_DAYS * DAY_MS);
    let gone = BATCH;
    while (gone === BATCH) {
      gone = await this.repository.sweep(before, BATCH);
    }
  }
}
