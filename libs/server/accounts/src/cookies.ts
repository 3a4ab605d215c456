import '@fastify/cookie';

import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CoreConfig } from '@okno/server/core';

import { isSecret } from './secret';
import { DEVICE_LIFE_MS, SESSION_LIFE_MS } from './session.policy';
import type { Caller } from './sessions';

const SESSION = 'okno_session';
const DEVICE = 'okno_device';
/** The device cookie is of no use anywhere else, so it goes nowhere else. */
const DEVICE_PATH = '/api/v1/auth';

/** The two cookies of a person: who is signed in, and that this browser was signed in before. */
@Injectable()
export class Cookies {
  constructor(private readonly config: CoreConfig) {}

  /** The secret of the session, if the request carries one that can be ours. */
  session(request: FastifyRequest): string | undefined {
    const secret = request.cookies[SESSION];
    return isSecret(secret) ? secret : undefined;
  }

  device(request: FastifyRequest): string | undefined {
    return request.cookies[DEVICE];
  }

  setSession(request: FastifyRequest, reply: FastifyReply, secret: string): void {
    void reply.setCookie(SESSION, secret, {
      ...this.attributes(request),
      path: '/',
      maxAge: SESSION_LIFE_MS / 1_000,
    });
  }

  clearSession(request: FastifyRequest, reply: FastifyReply): void {
    void reply.clearCookie(SESSION, { ...this.attributes(request), path: '/' });
  }

  setDevice(request: FastifyRequest, reply: FastifyReply, secret: string): void {
    void reply.setCookie(DEVICE, secret, {
      ...this.attributes(request),
      path: DEVICE_PATH,
      maxAge: DEVICE_LIFE_MS / 1_000,
    });
  }

  private attributes(request: FastifyRequest): {
    httpOnly: true;
    sameSite: 'lax';
    secure: boolean;
  } {
    const secure =
      request.protocol === 'https' || this.config.publicUrl?.startsWith('https://') === true;
    return { httpOnly: true, sameSite: 'lax', secure };
  }
}

/** Whether the request says that somebody is signed in; whether that is true is not looked at. */
export const hasSession = (request: FastifyRequest): boolean =>
  request.cookies[SESSION] !== undefined;

/** Where the request comes from, as the histories and limits know it. */
export function callerOf(request: FastifyRequest): Caller {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? null };
}
