import { createHash } from 'node:crypto';

import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  type CustomDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

const CACHED = 'okno:cached';
/** Long enough for a visit, short enough for a round that has just opened. */
const SHORT = 'public, max-age=30';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The answer never changes: browsers and proxies may keep it for good. */
export const Immutable = (): CustomDecorator => SetMetadata(CACHED, FOR_EVER);

/** Public answers may be kept for half a minute and are asked for again by their ETag. */
@Injectable()
export class PublicCache implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.method !== 'GET') {
      return next.handle();
    }
    const reply = http.getResponse<FastifyReply>();
    const policy = this.reflector.get<string | undefined>(CACHED, context.getHandler()) ?? SHORT;
    return next.handle().pipe(
      map((body) => {
        const etag = etagOf(body);
        void reply.header('cache-control', policy).header('etag', etag);
        if (!names(request.headers['if-none-match'], etag)) {
          return body;
        }
        void reply.status(304);
        return undefined;
      }),
    );
  }
}

/** Weak: it speaks of the content, whatever the encoding on the way. */
export function etagOf(body: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return `W/"${hash.slice(0, 27)}"`;
}

function names(ifNoneMatch: string | undefined, etag: string): boolean {
  return ifNoneMatch === '*' || (ifNoneMatch?.split(',') ?? []).some((one) => one.trim() === etag);
}
