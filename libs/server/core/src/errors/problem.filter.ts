import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { sqlState } from '../database/database';
import { DomainError } from './domain-error';
import { RequestError } from './core.errors';

/** The body of every error answer (RFC 9457, with our stable `code` and the fields at fault). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  requestId: string;
  fields?: readonly unknown[];
  [detail: string]: unknown;
}

const BY_STATUS: Record<number, RequestError> = {
  400: new RequestError('request.malformed'),
  404: new RequestError('request.not_found'),
  413: new RequestError('request.too_large'),
  415: new RequestError('request.unsupported_media'),
  503: new RequestError('service.unavailable'),
};

/** SQLSTATE classes that mean "the database cannot answer now", not "the request is wrong". */
const DATABASE_AWAY = /^(08|53|57P0)/;
const NETWORK_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT']);
/** Text that PostgreSQL cannot store: wrong encoding, escapes or numbers out of range. */
const UNSTORABLE = new Set(['22021', '22P05', '22003', '22008', '22P02']);

/** Turns whatever was thrown into a problem; what we did not expect is logged and says nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply: FastifyReply = http.getResponse();
    const request: FastifyRequest = http.getRequest();
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    const known = asDomainError(error);
    if (known === undefined) {
      this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    void reply
      .status(known?.status ?? 500)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemOf(known, request.id)));
  }
}

/** The body of the answer; without a known error it says only that the service failed. */
export function problemOf(known: DomainError | undefined, requestId: string): Problem {
  const code = known?.code ?? 'service.failed';
  return {
    ...known?.details,
    type: `/api/docs/problems#${code}`,
    title: code,
    status: known?.status ?? 500,
    code,
    requestId,
    ...(known && known.fields.length > 0 ? { fields: known.fields } : {}),
  };
}

/** The error as one of ours, or undefined where it is a fault of the service. */
export function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) {
    return error;
  }
  if (error instanceof HttpException) {
    return BY_STATUS[error.getStatus()] ?? withStatus(error.getStatus());
  }
  const state = sqlState(error);
  if (DATABASE_AWAY.test(state) || NETWORK_AWAY.has(state) || isPoolTimeout(error)) {
    return new RequestError('service.unavailable');
  }
  if (UNSTORABLE.has(state)) {
    return new RequestError('request.malformed');
  }
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500
    ? (BY_STATUS[status] ?? withStatus(status))
    : undefined;
}

function withStatus(status: number): DomainError | undefined {
  return status < 500 ? new DomainError(status, 'request.malformed') : undefined;
}

function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

function isPoolTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  );
}
