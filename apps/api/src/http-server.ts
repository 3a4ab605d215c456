import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';

import { TUS } from '@okno/server/applications';
import { asDomainError, CoreConfig, loadConfig, newId, problemOf } from '@okno/server/core';

import { compressAnswers } from './compression';
import { serveSite } from './site';

const MEGABYTE = 1024 * 1024;

/** The wired application, not yet listening: the process and the HTTP tests start the same one. */
export async function createHttpServer(module: Type): Promise<NestFastifyApplication> {
  const config = loadConfig(CoreConfig);
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: MEGABYTE,
    genReqId: newId,
    // An address that cannot even be read never reaches the filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const known = asDomainError(error);
      void reply
        .status(known?.status ?? 400)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(problemOf(known, request.id)));
    },
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api/v1', { exclude: ['api/health/live', 'api/health/ready'] });
  protect(adapter, config);
  await app.register(cookie);
  await app.register(multipart, {
    // A path in a name is told to whoever judges the name.
    preservePath: true,
    limits: { fileSize: 20 * MEGABYTE, files: 1, fields: 4, fieldSize: 1024, headerPairs: 20 },
  });
  // The bytes of a resumable upload stay unread until somebody has looked at who sends them.
  adapter.getInstance().addContentTypeParser(TUS.contentType, (_request, _payload, done) => {
    done(null, undefined);
  });
  compressAnswers(adapter.getInstance());
  if (config.webRoot !== undefined) {
    await serveSite(app, config.webRoot);
  }
  app.enableShutdownHooks();
  return app;
}

/** Headers of every answer. Made once: the plugin for Fastify makes them anew for each request. */
function protect(adapter: FastifyAdapter, config: CoreConfig): void {
  const setHeaders = helmet({
    contentSecurityPolicy: { directives: contentPolicy(config) },
    hsts: config.mode === 'production',
  });
  adapter
    .getInstance()
    .addHook('onRequest', (request, reply, next) =>
      setHeaders(request.raw, reply.raw, () => next()),
    );
}

function contentPolicy(config: CoreConfig): Record<string, string[] | null> {
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'frame-src': ["'none'"],
    'object-src': ["'none'"],
    'connect-src': ["'self'"],
    'upgrade-insecure-requests': config.mode === 'production' ? [] : null,
  };
}
