import { setTimeout as wait } from 'node:timers/promises';

import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Subject, type Observable } from 'rxjs';

import { CoreConfig } from '../config/core.config';
import { Database } from '../database/database';
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
  | { kind: 'council'; id: string; clusterId: string }
  | { kind: 'notification'; id: string; accountId: string }
  /** Something that only colleagues of the organisation have to do with changed in an application. */
  | { kind: 'team'; id: string; organisationId: string }
  /** Where somebody's screen is in an application; empty: nowhere in particular. */
  | {
      kind: 'presence';
      id: string;
      organisationId: string;
      accountId: string;
      tab: string;
      place: string;
      state: 'HELLO' | 'HERE' | 'GONE';
    }
  /** Made here and never published: the line was lost for a while, and what was said then is unknown. */
  | { kind: 'gap' };

const CHANNEL = 'okno_live';
const RECONNECT_MS = 1_000;
/** A half-open line says nothing by itself: it is asked, and a line that does not answer is given up. */
const BEAT_MS = 15_000;
const ANSWER_MS = 5_000;

/** Carries short messages from any process to every api process (PostgreSQL LISTEN/NOTIFY). */
@Injectable()
export class LiveUpdates implements OnApplicationShutdown {
  private readonly log = new Logger(LiveUpdates.name);
  private readonly heard = new Subject<LiveMessage>();
  private readonly ending = new AbortController();
  private line: Promise<void> | undefined;
  private standing = Promise.withResolvers<void>();
  private connections = 0;

  constructor(
    private readonly config: CoreConfig,
    private readonly db: Database,
  ) {}

  /** Everybody hears it if and only if the caller's transaction commits. */
  async publish(tx: Tx, message: Exclude<LiveMessage, { kind: 'gap' }>): Promise<void> {
    await tx.named('live-publish', 'SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]);
  }

  /** Says what holds for seconds and is stored nowhere: nobody waits for the disk. */
  async say(message: Extract<LiveMessage, { kind: 'presence' }>): Promise<void> {
    await this.db.named(
      'live-say',
      `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
      [CHANNEL, JSON.stringify(message)],
    );
  }

  /** What is published from now on. The first call starts listening; a lost connection comes back. */
  messages(): Observable<LiveMessage> {
    this.line ??= this.hold();
    return this.heard.asObservable();
  }

  /** Waits until the line stands: whatever is published afterwards is heard. */
  async listening(): Promise<void> {
    this.line ??= this.hold();
    await this.standing.promise;
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    this.standing.resolve();
    this.heard.complete();
    await this.line;
  }

  /** Keeps a line open until the process ends. */
  private async hold(): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        await this.listen();
      } catch (error) {
        this.log.warn(`No live line: ${error instanceof Error ? error.message : String(error)}`);
      }
      await this.pause(RECONNECT_MS);
    }
  }

  /** One connection, from its beginning to its end. */
  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.directUrl,
      application_name: 'okno-live',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    const lost = new AbortController();
    let stood = false;
    client.on('notification', ({ payload }) => this.pass(payload ?? ''));
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      stood = true;
      this.connections += 1;
      this.standing.resolve();
      if (this.connections > 1) {
        this.heard.next({ kind: 'gap' });
      }
      while (!lost.signal.aborted && !this.ending.signal.aborted) {
        await this.pause(BEAT_MS, lost.signal);
        await client.query('SELECT 1');
      }
    } finally {
      if (stood && !this.ending.signal.aborted) {
        this.standing = Promise.withResolvers<void>();
      }
      // A dead line would take minutes to say good-bye, and the next one must not wait for it.
      const end = client.end().catch(() => undefined);
      await Promise.race([end, this.pause(RECONNECT_MS)]);
    }
  }

  /** Waits; less when the process ends or `until` is aborted. */
  private async pause(ms: number, until?: AbortSignal): Promise<void> {
    const signal = until ? AbortSignal.any([this.ending.signal, until]) : this.ending.signal;
    await wait(ms, undefined, { signal }).catch(() => undefined);
  }

  private pass(payload: string): void {
    try {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- only publish() writes to the channel
      const message: LiveMessage = JSON.parse(payload);
      this.heard.next(message);
    } catch (error) {
      this.log.warn(`Unreadable live message: ${error instanceof Error ? error.message : ''}`);
    }
  }
}
