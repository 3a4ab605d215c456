import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';

import { mailQueue } from '@okno/server/contracts';
import { Queues } from '@okno/server/core';

import { MailRepository } from './mail.repository';

const PAUSE_MS = 300;

/**
 * Puts letters whose turn has come into the queue, at least once, by any number of workers. What a
 * wiped queue has lost comes back with it: the row is the truth.
 */
@Injectable()
export class MailRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(MailRelay.name);
  private turn: Promise<void> = Promise.resolve();
  private pause: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly mails: MailRepository,
    private readonly queues: Queues,
  ) {}

  onApplicationBootstrap(): void {
    this.next(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.pause);
    await this.turn;
  }

  /** One sweep. Returns how many letters it put into the queue. */
  async relay(): Promise<number> {
    const waiting = await this.mails.waiting();
    await this.queues.addAll(
      mailQueue,
      waiting.map(({ id, tries }) => ({
        job: 'letter.send' as const,
        payload: { deliveryId: id },
        // Another try is another job: the queue remembers finished ones and would refuse the name.
        id: `letter-${id}-${tries}`,
      })),
    );
    return waiting.length;
  }

  private next(pause: number): void {
    if (!this.stopped) {
      this.pause = setTimeout(() => {
        this.turn = this.sweep();
      }, pause);
    }
  }

  private async sweep(): Promise<void> {
    let taken = 0;
    try {
      taken = await this.relay();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
    this.next(taken > 0 ? 0 : PAUSE_MS);
  }
}
