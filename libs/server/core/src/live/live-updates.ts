import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Subject, type Observable } from 'rxjs';

import { CoreConfig } from '../config/core.config';
import type { Tx } from '../database/tx';

/** What open screens are told: ids only; each screen asks for what it may see. */
export type LiveMessage =
  | {
      kind: 'application';
      id: string;
      revision: number;
      state: string;
      organisationId: string;
      clusterId: string;
    }
  | { kind: 'notification'; id: string; accountId: string };

const CHANNEL = 'okno_live';
const RECONNECT_MS = 1_000;

/** Carries short messages from any process to every api process (PostgreSQL LISTEN/NOTIFY). */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  private readonly log = new Logger(LiveUpdates.name);
  private readonly heard = new Subject<LiveMessage>();
  private client: pg.Client | undefined;
  private closed = false;

  constructor(private readonly config: CoreConfig) {}

  /** Everybody hears it if and only if the caller's transaction commits. */
  async publish(tx: Tx, message: LiveMessage): Promise<void> {
    await tx.named('live-publish', 'SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]);
  }

  /** What is published from now on. The first call starts listening; a lost connection comes back. */
  messages(): Observable<LiveMessage> {
    if (!this.client && !this.closed) {
      void this.listen();
    }
    return this.heard.asObservable();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    this.heard.complete();
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.config.directUrl, keepAlive: true });
    this.client = client;
    client.on('notification', ({ payload }) => this.pass(payload ?? ''));
    client.on('error', (error) => this.log.warn(`Lost the live line: ${error.message}`));
    client.on('end', () => this.reconnect());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      this.log.warn(`No live line: ${error instanceof Error ? error.message : String(error)}`);
      client.removeAllListeners('end');
      this.reconnect();
    }
  }

  private reconnect(): void {
    if (!this.closed) {
      setTimeout(() => void this.listen(), RECONNECT_MS).unref();
    }
  }

  private pass(payload: string): void {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- only publish() writes to the channel
    const message: LiveMessage = JSON.parse(payload);
    this.heard.next(message);
  }
}
