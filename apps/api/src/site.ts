import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { serveDocuments } from './documents';
import { readEntrances } from './entrances';

const YEAR_SECONDS = 365 * 24 * 3600;
const MONTH_SECONDS = 30 * 24 * 3600;
const HASHED = /-[\w-]{8}\.(js|css|woff2|svg|png)$/;

/** Serves the built site beside the API; every address that is no file and no API is the site's own. */
export async function serveSite(app: NestFastifyApplication, root: string): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: resolve(root),
    prefix: '/',
    wildcard: false,
    index: [],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (response, path) => {
      void response.header('cache-control', cachingOf(path.replace(/\.(br|gz)$/, '')));
    },
  });
  serveDocuments(fastify, {
    index: await readFile(resolve(root, 'index.html'), 'utf8'),
    entrances: readEntrances(await readFile(resolve(root, 'entrances.json'), 'utf8')),
  });
}

function cachingOf(path: string): string {
  if (HASHED.test(path)) {
    return `public, max-age=${YEAR_SECONDS}, immutable`;
  }
  return /[\\/]fonts[\\/]/.test(path) ? `public, max-age=${MONTH_SECONDS}` : 'no-cache';
}
