import type { Readable } from 'node:stream';

import { StreamableFile } from '@nestjs/common';

import { RequestError } from '@okno/server/core';

import type { NewItemDto } from './council.dto';

/** A file with a name that may be Russian. */
export function pdfAnswer(
  content: Readable,
  name: string,
  length?: number,
  type = 'application/pdf',
): StreamableFile {
  const plain = type === 'application/pdf' ? 'council.pdf' : 'council.zip';
  return new StreamableFile(content, {
    type,
    disposition: `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    ...(length === undefined ? {} : { length }),
  });
}

/** A question without a case needs words of its own. @throws RequestError request.invalid */
export function requireTitle({ applicationId, title, question }: NewItemDto): void {
  if (applicationId === undefined && (title === undefined || question === undefined)) {
    const path = title === undefined ? 'title' : 'question';
    throw new RequestError('request.invalid', {}, [{ path, code: 'REQUIRED' }]);
  }
}
