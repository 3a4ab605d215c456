import { setTimeout as wait } from 'node:timers/promises';

import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Subscription } from 'rxjs';

import {
  ActorReader,
  LiveUpdates,
  RequestError,
  type Actor,
  type LiveMessage,
} from '@okno/server/core';

import { NotificationError } from '../notifications.errors';
import { EventStream } from './event-stream';
import { EventsConfig } from './events.config';
import { toldOf, Viewpoints, type Viewpoint } from './viewpoint';

const PER_ACCOUNT = 10;
/** A screen is not kept waiting longer for the line between the processes. */
const LINE_MS = 5_000;

interface Connection {
  readonly stream: EventStream;
  view: Viewpoint;
  beat: NodeJS.Timeout | undefined;
}

/**
 * Every open screen of this process. What any process publishes reaches all of them through
 * LiveUpdates, and each is told what its person may see.
 */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly log = new Logger(EventStreams.name);
  private readonly connections = new Set<Connection>();
  private readonly places = new Map<string, number>();
  private heard: Subscription | undefined;
  private closed = false;

  constructor(
    private readonly config: EventsConfig,
    private readonly live: LiveUpdates,
    private readonly actors: ActorReader,
    private readonly viewpoints: Viewpoints,
  ) {}

  /** How many screens are open here. */
  get size(): number {
    return this.connections.size;
  }

  /**
   * Turns the request into a stream that lasts until either side ends it, or the session ends.
   * @throws NotificationError events.too_many_connections; RequestError service.unavailable
   */
  async open(actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const release = this.takePlace(actor.accountId);
    try {
      this.heard ??= this.live.messages().subscribe((message) => this.pass(message));
      await Promise.race([this.live.listening(), lineIsAway()]);
      const view = await this.viewpoints.of(actor);
      if (this.closed || request.raw.destroyed || reply.raw.destroyed) {
        throw new RequestError('service.unavailable');
      }
      this.connect(view, request, reply, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Ends every stream, so that the server can stop; the browsers come back to another process. */
  beforeApplicationShutdown(): void {
    this.closed = true;
    this.heard?.unsubscribe();
    for (const { stream } of this.connections) {
      stream.close();
    }
  }

  private connect(
    view: Viewpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    release: () => void,
  ): void {
    reply.hijack();
    const stream = new EventStream(reply.raw, reply.getHeaders(), () => {
      clearTimeout(connection.beat);
      this.connections.delete(connection);
      release();
    });
    const connection: Connection = { stream, view, beat: undefined };
    this.connections.add(connection);
    this.beatLater(connection, request);
    stream.send('ready', {});
  }

  /** A place is taken before anything is waited for: a burst must not slip in. Giving it back twice is harmless. */
  private takePlace(accountId: string): () => void {
    const mine = this.places.get(accountId) ?? 0;
    if (mine >= PER_ACCOUNT) {
      throw new NotificationError('events.too_many_connections', { limit: PER_ACCOUNT });
    }
    const all = [...this.places.values()].reduce((sum, count) => sum + count, 0);
    if (this.closed || all >= this.config.maxConnections) {
      throw new RequestError('service.unavailable');
    }
    this.places.set(accountId, mine + 1);
    let held = true;
    return () => {
      const left = (this.places.get(accountId) ?? 1) - (held ? 1 : 0);
      held = false;
      if (left > 0) {
        this.places.set(accountId, left);
      } else {
        this.places.delete(accountId);
      }
    };
  }

  private beatLater(connection: Connection, request: FastifyRequest): void {
    const pause = this.config.heartbeatSeconds * 1_000;
    connection.beat = setTimeout(() => void this.beat(connection, request), pause);
  }

  /** Says that we are alive, and looks whether the session still is and what it may see now. */
  private async beat(connection: Connection, request: FastifyRequest): Promise<void> {
    connection.stream.beat();
    try {
      const actor = await this.actors.read(request);
      if (actor?.accountId !== connection.view.accountId) {
        connection.stream.close();
        return;
      }
      connection.view = await this.viewpoints.of(actor);
    } catch (error) {
      // The database is away: nothing can be published either, and the next beat asks again.
      this.log.warn(error instanceof Error ? error.message : String(error));
    }
    if (this.connections.has(connection)) {
      this.beatLater(connection, request);
    }
  }

  private pass(message: LiveMessage): void {
    for (const { stream, view } of this.connections) {
      if (message.kind === 'gap') {
        // What was said while the line was down is lost: screens ask again for what they show.
        stream.send('refresh', {});
      }
      for (const { event, data } of toldOf(message, view)) {
        stream.send(event, data);
      }
    }
  }
}

async function lineIsAway(): Promise<never> {
  await wait(LINE_MS, undefined, { ref: false });
  throw new RequestError('service.unavailable');
}
