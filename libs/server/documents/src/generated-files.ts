import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { Clock, type Tx } from '@okno/server/core';

import { DocumentsRepository } from './documents.repository';
import { FileStorage } from './file-storage';
import { IncomingFiles } from './incoming-files';

/** A file that the portal made: its key is kept by the domain that asked for it. */
export interface GeneratedFile {
  key: string;
  sha256: string;
  size: number;
}

/** Files that the portal itself makes (agreements), kept as safely as those that people give. */
@Injectable()
export class GeneratedFiles {
  constructor(
    private readonly incoming: IncomingFiles,
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
    private readonly clock: Clock,
  ) {}

  /** Kept if and only if the caller's transaction commits; what a rollback leaves on disk is swept. */
  async keep(tx: Tx, content: Buffer, mime: string): Promise<GeneratedFile> {
    const incoming = await this.incoming.receive(Readable.from([content]), {
      maxBytes: content.length,
    });
    const key = await this.files.keep(incoming);
    const { sha256, size } = incoming;
    await this.documents.insertFile(tx, { key, sha256, size, mime, at: this.clock.now() });
    return { key, sha256, size };
  }

  /** @throws Error when there is no such file */
  async read(key: string): Promise<Readable> {
    return this.files.read(key);
  }
}
