import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

import type { FastifyInstance } from 'fastify';

/** `POST /file`: a body streamed to a file, hashed on the way and on disk when it is answered; then it goes again. */
export function takeFiles(app: FastifyInstance, folder: string): void {
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => {
    done(null, payload);
  });
  app.post<{ Body: Readable }>('/file', async ({ body }) => {
    const path = join(folder, randomUUID());
    const file = await open(path, 'wx');
    const hash = createHash('sha256');
    try {
      const chunks: AsyncIterable<Buffer> = body;
      for await (const chunk of chunks) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
      await rm(path);
    }
    return { sha256: hash.digest('hex') };
  });
}
