import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { CoreConfig } from '../config/core.config';
import { RequestError } from '../errors/core.errors';
import { requireStorable } from '../errors/storable-text';
import { holds, type Actor } from './actor';
import { ACCESS, SESSIONLESS, type Access, type RequestWithActor } from './requires';

/** Tells who is behind a request. The accounts domain is the one that knows. */
export abstract class ActorReader {
  /** The actor of a session cookie or an API key, or null when nobody is signed in. */
  abstract read(request: FastifyRequest): Promise<Actor | null>;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route. Closed unless the route says who may pass (deny by default). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorReader,
    private readonly config: CoreConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request: FastifyRequest & RequestWithActor = context.switchToHttp().getRequest();
    requireStorable(request.query);
    requireStorable(request.params);
    requireStorable(request.body);
    const marked = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, marked);
    const sessionless = this.reflector.getAllAndOverride<boolean | undefined>(SESSIONLESS, marked);
    if (access !== undefined && 'public' in access && sessionless === true) {
      request.actor = null;
      return true;
    }
    this.requireOwnOrigin(request);
    if (access === undefined) {
      throw new RequestError('permission.denied');
    }
    const actor = await this.actors.read(request);
    request.actor = actor;
    if ('public' in access) {
      return true;
    }
    if (!actor) {
      throw new RequestError('session.required');
    }
    if ('permission' in access && !holds(actor, access.permission)) {
      throw new RequestError('permission.denied', { permission: access.permission });
    }
    return true;
  }

  /** A page of another site must not act with our visitor's cookie. */
  private requireOwnOrigin(request: FastifyRequest): void {
    if (SAFE.has(request.method) || request.headers.authorization?.startsWith('Bearer ')) {
      return;
    }
    const origin = request.headers.origin;
    const own =
      origin !== undefined && (origin === this.config.publicUrl || hostOf(origin) === request.host);
    if (!own) {
      throw new RequestError('request.origin_refused');
    }
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
