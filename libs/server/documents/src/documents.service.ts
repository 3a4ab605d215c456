import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { Clock, Database, type Actor, type Tx } from '@okno/server/core';

import { dataOf, type DocumentData } from './document-data';
import {
  DocumentIntake,
  fileTooLarge,
  MAX_FILE_BYTES,
  type ReceivedFile,
  type Upload,
  type UploadPlace,
} from './document-intake';
import { DocumentError, refused } from './document.errors';
import { DocumentsRepository, type DocumentDates, type DocumentUse } from './documents.repository';
import { kindOf } from './file-kind';
import { FileStorage } from './file-storage';
import { IncomingFiles, SenderGone, TooManyBytes, type IncomingFile } from './incoming-files';

/** A file to send out, with headers that keep a browser from running what is in it. */
export interface DocumentContent {
  stream: Readable;
  mime: string;
  name: string;
  size: number;
  headers: Record<string, string>;
}

/** Documents of applications. Who may see and change them is decided by the applications. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly incoming: IncomingFiles,
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
    private readonly intake: DocumentIntake,
  ) {}

  /**
   * Takes a file in: counts and hashes it while it comes, looks into it, then records it. Nothing is left of
   * a file that is refused.
   * @throws DocumentError document.refused with FILE_TYPE, FILE_TOO_LARGE, TOTAL_TOO_LARGE, FILE_EMPTY,
   *   FILE_NAME, FILE_INFECTED or TOO_MANY_FILES; document.upload_broken
   */
  async store(upload: Upload): Promise<DocumentData> {
    const incoming = await this.receive(upload);
    try {
      const looked = await this.intake.lookInto(upload, incoming, upload.name);
      const key = await this.files.keep(incoming);
      return await this.recordOrDrop(upload, { ...incoming, ...looked, key });
    } finally {
      await this.incoming.drop(incoming);
    }
  }

  /**
   * Puts the file of another document into a slot: nothing is sent or stored a second time.
   * @throws DocumentError document.not_found, document.refused with FILE_TYPE, FILE_TOO_LARGE, TOTAL_TOO_LARGE
   *   or TOO_MANY_FILES
   */
  async reuse(documentId: string, upload: UploadPlace): Promise<DocumentData> {
    const source = await this.documents.find(documentId);
    if (!source || source.scan === 'INFECTED') {
      throw new DocumentError('document.not_found');
    }
    const { fileKey: key, name, size, sha256, scan, mime, issuedOn, validTo } = source;
    const kind = kindOf(mime);
    if (!kind || !upload.allowedTypes.includes(kind)) {
      throw refused(upload.slot, 'FILE_TYPE', { allowed: upload.allowedTypes.join(', ') });
    }
    if (size > (upload.maxBytes ?? MAX_FILE_BYTES)) {
      throw fileTooLarge(upload.slot, upload.maxBytes ?? MAX_FILE_BYTES);
    }
    const file = {
      key,
      name,
      size,
      sha256,
      scan,
      kind,
      mime,
      issuedOn,
      validTo,
      known: true,
    } as const;
    return this.db.transaction(async (tx) => {
      if (!(await this.documents.holdFile(tx, key))) {
        throw new DocumentError('document.not_found');
      }
      return this.intake.record(tx, upload, file);
    });
  }

  /**
   * Forgets the documents of an application that is no more, but for those somebody still names. A file that no
   * document has any more is nobody's then, and is swept.
   */
  async forget(tx: Tx, applicationId: string, kept: readonly string[]): Promise<void> {
    await this.documents.erase(tx, applicationId, kept);
  }

  findAll(documentIds: readonly string[]): Promise<DocumentData[]> {
    return this.documents.findAll(documentIds).then((all) => all.map(dataOf));
  }

  /** Applications in which the files of some documents stand now. */
  usesOf(documentIds: readonly string[]): Promise<DocumentUse[]> {
    return this.documents.uses(documentIds);
  }

  /** Says when a file was issued and how long it is valid, wherever it stands. */
  setDates(tx: Tx, documentId: string, dates: DocumentDates): Promise<void> {
    return this.documents.setDates(tx, documentId, dates);
  }

  /** The present documents, by slot. */
  async list(applicationId: string, tx?: Tx): Promise<DocumentData[]> {
    return (await this.documents.current(applicationId, tx)).map(dataOf);
  }

  /** The present documents and those that were replaced or removed before, oldest first in each slot. */
  async history(applicationId: string, tx?: Tx): Promise<DocumentData[]> {
    return (await this.documents.every(applicationId, tx)).map(dataOf);
  }

  async find(documentId: string, tx?: Tx): Promise<DocumentData | null> {
    const record = await this.documents.find(documentId, tx);
    return record ? dataOf(record) : null;
  }

  /** Takes a document away; it stays as history. @throws DocumentError document.not_found */
  async remove(tx: Tx, _actor: Actor, documentId: string): Promise<void> {
    if (!(await this.documents.close(tx, documentId, 'REMOVED', this.clock.now(), null))) {
      throw new DocumentError('document.not_found');
    }
  }

  /** @throws DocumentError document.not_found, also for an infected one */
  async content(documentId: string): Promise<DocumentContent> {
    const record = await this.documents.find(documentId);
    if (!record || record.scan === 'INFECTED') {
      throw new DocumentError('document.not_found');
    }
    const { mime, name, size } = record;
    const stream = await this.files.read(record.fileKey);
    return { stream, mime, name, size, headers: downloadHeaders({ mime, name, size }) };
  }

  /** Bytes of the present documents. */
  async totalBytes(applicationId: string, tx?: Tx): Promise<number> {
    return (await this.documents.totals(applicationId, tx)).current;
  }

  private async receive(upload: Upload): Promise<IncomingFile> {
    const { maxBytes, refusal } = await this.intake.room(upload);
    try {
      return await this.incoming.receive(upload.stream, { maxBytes });
    } catch (error) {
      if (error instanceof TooManyBytes) {
        throw refusal();
      }
      throw error instanceof SenderGone ? new DocumentError('document.upload_broken') : error;
    }
  }

  /** A file is dropped when its row was certainly rolled back. A commit without an answer may have been one: the sweep decides. */
  private async recordOrDrop(upload: Upload, file: ReceivedFile): Promise<DocumentData> {
    let committing = false;
    try {
      return await this.db.transaction(async (tx) => {
        committing = false;
        const document = await this.intake.record(tx, upload, file);
        committing = true;
        return document;
      });
    } catch (error) {
      if (!committing) {
        await this.files.remove(file.key);
      }
      throw error;
    }
  }
}

/** The file is saved, not opened: nothing in it runs as a page of ours (RFC 6266 for the name). */
export function downloadHeaders(file: {
  mime: string;
  name: string;
  size: number;
}): Record<string, string> {
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    'content-type': file.mime,
    'content-length': String(file.size),
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}
