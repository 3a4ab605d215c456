import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

import { OutboxRelay } from '../outbox/relay';
import { TimerSweep } from '../timers/timers';
import { WorkerHost } from './worker-host';

const RELAY_MS = 150;
const TIMERS_MS = 1_000;
const SWEEP_MS = 15_000;

/** What a worker process does besides its jobs: relays events, winds timers, rebuilds what a queue lost. */
@Injectable()
export class Background implements BeforeApplicationShutdown {
  private readonly log = new Logger(Background.name);
  private readonly running = new Set<Promise<void>>();
  private readonly pauses = new Set<NodeJS.Timeout>();
  private stopped = false;

  constructor(
    private readonly host: WorkerHost,
    private readonly outbox: OutboxRelay,
    private readonly timers: TimerSweep,
  ) {}

  start(): void {
    this.host.start();
    this.every(RELAY_MS, () => this.outbox.relay());
    this.every(TIMERS_MS, () => this.timers.sweep());
    this.every(SWEEP_MS, () => this.outbox.sweep());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.pauses.forEach((pause) => clearTimeout(pause));
    await Promise.allSettled([...this.running]);
  }

  /** Runs again at once while there is work, else after the pause; a failure is reported and retried. */
  private every(pause: number, work: () => Promise<number>): void {
    const turn = async (): Promise<void> => {
      let done = 0;
      try {
        done = await work();
      } catch (error) {
        this.log.warn(error instanceof Error ? error.message : String(error));
      }
      if (!this.stopped) {
        const timeout = setTimeout(
          () => {
            this.pauses.delete(timeout);
            this.keep(turn());
          },
          done > 0 ? 0 : pause,
        );
        this.pauses.add(timeout);
      }
    };
    this.keep(turn());
  }

  private keep(turn: Promise<void>): void {
    this.running.add(turn);
    void turn.finally(() => this.running.delete(turn));
  }
}
