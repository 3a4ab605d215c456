import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { DocumentContent } from './documents.service';

/** A file as the answer of a route: saved and not opened, and nothing in it runs as a page of ours. */
export function answerWith(reply: FastifyReply, content: DocumentContent): StreamableFile {
  const { stream, mime, size, headers } = content;
  void reply.headers(headers);
  return new StreamableFile(stream, {
    type: mime,
    length: size,
    disposition: headers['content-disposition'] ?? 'attachment',
  });
}
