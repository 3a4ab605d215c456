import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { ActorReader, type Actor } from '@okno/server/core';

import { Cookies } from './cookies';
import { Sessions } from './sessions';

/** Tells the guard who is behind a request, by the session cookie. */
@Injectable()
export class SessionActorReader extends ActorReader {
  constructor(
    private readonly cookies: Cookies,
    private readonly sessions: Sessions,
  ) {
    super();
  }

  override async read(request: FastifyRequest): Promise<Actor | null> {
    const secret = this.cookies.session(request);
    return secret === undefined ? null : this.sessions.actor(secret, request.ip);
  }
}
