import { Injectable } from '@nestjs/common';

import {
  CoreConfig,
  decodeCursor,
  pageOf,
  PAGE_LIMIT,
  RequestError,
  type PageQuery,
} from '@okno/server/core';

import type { KeptMailPageDto } from './kept-mails.controller';
import { MailRepository } from './mail.repository';

/** The mailbox of a demo portal. It shows links that sign people in, so nowhere else does it exist. */
@Injectable()
export class KeptMails {
  constructor(
    private readonly config: CoreConfig,
    private readonly mails: MailRepository,
  ) {}

  /** @throws RequestError request.not_found outside a demo */
  async list(query: PageQuery): Promise<KeptMailPageDto> {
    if (!this.config.demo || this.config.mode === 'production') {
      throw new RequestError('request.not_found');
    }
    const limit = query.limit ?? PAGE_LIMIT;
    const [at, id] =
      query.after === undefined ? [] : decodeCursor(query.after, ['instant', 'uuid']);
    const place = at === undefined || id === undefined ? null : { at: String(at), id: String(id) };
    return pageOf(
      await this.mails.kept(place, limit),
      limit,
      (row) => ({ id: row.id, ...row.kept, at: row.at.toISOString(), state: row.state }),
      (row) => [row.at.toISOString(), row.id],
    );
  }
}
