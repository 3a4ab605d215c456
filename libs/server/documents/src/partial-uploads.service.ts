import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { Clock, Database, newId, type Tx } from '@okno/server/core';

import { dataOf, type DocumentData } from './document-data';
import {
  DocumentIntake,
  MAX_APPLICATION_BYTES,
  type LookedInto,
  type UploadPlace,
} from './document-intake';
import { DocumentError, refused } from './document.errors';
import { DocumentsRepository } from './documents.repository';
import { FileStorage, ObjectMissing } from './file-storage';
import { IncomingFiles, SenderGone, TooManyBytes, type IncomingFile } from './incoming-files';
import type { UploadPart } from './partial-upload.entity';
import { PartialUploadsRepository, type PartialUpload } from './partial-uploads.repository';

export type { PartialUpload } from './partial-uploads.repository';

/** Counted from the last byte that came. */
const KEPT_MS = 24 * 3600 * 1000;
/** Whoever sends a file byte by byte fills a row and not the disk. */
const MAX_PARTS = 500;
const MAX_UNFINISHED = 50;
const SWEPT_AT_ONCE = 200;

/** What is known of a file before its first byte. */
export interface AnnouncedFile {
  name: string;
  /** Bytes. */
  size: number;
  fingerprint: string;
}

/**
 * Files that come in several requests. Every request's bytes are an object of the storage of their own, and the row
 * says which objects make up the file. So any process takes the next piece, nothing is written into what another
 * may still write, and of two requests for one place the first to end wins: no locks, and none to be left behind.
 */
@Injectable()
export class PartialUploads {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly incoming: IncomingFiles,
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
    private readonly uploads: PartialUploadsRepository,
    private readonly intake: DocumentIntake,
  ) {}

  /**
   * Announces a file.
   * @throws DocumentError document.refused with FILE_EMPTY, FILE_TOO_LARGE, TOTAL_TOO_LARGE, TOO_MANY_EVER;
   *   upload.too_many
   */
  async begin(place: UploadPlace, file: AnnouncedFile): Promise<PartialUpload> {
    if (file.size === 0) {
      throw refused(place.slot, 'FILE_EMPTY');
    }
    const { maxBytes, refusal } = await this.intake.room(place);
    if (file.size > maxBytes) {
      throw refusal();
    }
    const now = this.clock.now();
    const row: PartialUpload = {
      ...file,
      id: newId(),
      applicationId: place.applicationId,
      slot: place.slot,
      replaces: place.replaces ?? null,
      received: 0,
      parts: [],
      createdBy: place.actor.accountId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + KEPT_MS),
      documentId: null,
    };
    await this.db.transaction(async (tx) => {
      await this.documents.takeTurn(tx, place.applicationId);
      const open = await this.uploads.unfinished(row, now, tx);
      const announced = open.reduce((sum, { size }) => sum + size, file.size);
      if (open.length >= MAX_UNFINISHED || announced > MAX_APPLICATION_BYTES) {
        throw new DocumentError('upload.too_many', { limit: MAX_UNFINISHED });
      }
      await this.uploads.insert(tx, row);
    });
    return row;
  }

  /** @throws DocumentError upload.not_found, also when its time is over */
  async find(id: string): Promise<PartialUpload> {
    const row = await this.uploads.find(id, this.clock.now());
    if (!row) {
      throw new DocumentError('upload.not_found');
    }
    return row;
  }

  /** Those of one person that have not become documents yet. */
  unfinished(owner: { applicationId: string; createdBy: string }): Promise<PartialUpload[]> {
    return this.uploads.unfinished(owner, this.clock.now());
  }

  /**
   * Takes the next bytes. Of a stream that breaks off what came is kept.
   * @throws DocumentError upload.offset_wrong, upload.too_long, upload.too_many
   */
  async append(upload: PartialUpload, offset: number, source: Readable): Promise<PartialUpload> {
    if (offset !== upload.received) {
      source.resume();
      throw new DocumentError('upload.offset_wrong', { offset: upload.received });
    }
    if (upload.parts.length >= MAX_PARTS) {
      source.resume();
      throw new DocumentError('upload.too_many', { limit: MAX_PARTS });
    }
    const piece = await this.receive(source, upload.size - offset);
    try {
      if (piece.size === 0) {
        return upload;
      }
      const { sha256, size } = piece;
      const key = await this.files.keep(piece);
      return await this.add(upload, { key, sha256, size });
    } finally {
      await this.incoming.drop(piece);
    }
  }

  /**
   * Makes a document of a file that is here as a whole; the second time the same one.
   * @throws DocumentError upload.incomplete, upload.not_found, document.refused as an upload in one piece
   */
  async finish(upload: PartialUpload, place: UploadPlace): Promise<DocumentData> {
    if (upload.documentId !== null) {
      return this.document(upload.documentId);
    }
    if (upload.received < upload.size) {
      throw new DocumentError('upload.incomplete', { offset: upload.received });
    }
    try {
      return await this.make(upload, place);
    } catch (error) {
      // Another request may have been first: then its document is the answer.
      const now = await this.uploads.find(upload.id, this.clock.now());
      if (now !== null && now.documentId !== null) {
        return this.document(now.documentId);
      }
      throw error instanceof ObjectMissing ? new DocumentError('upload.not_found') : error;
    }
  }

  /** Gives an upload up; what came of it goes. */
  async cancel(id: string): Promise<void> {
    await this.clear(await this.uploads.remove(id));
  }

  /** Takes away those whose time is over. Returns how many. */
  async sweep(): Promise<number> {
    const gone = await this.uploads.removeExpired(this.clock.now(), SWEPT_AT_ONCE);
    for (const row of gone) {
      await this.clear(row);
    }
    return gone.length;
  }

  private async clear(row: PartialUpload | null): Promise<void> {
    // The only piece of a finished file is the document's own.
    if (row && (row.documentId === null || row.parts.length > 1)) {
      await this.removeAll(row.parts);
    }
  }

  private async receive(source: Readable, maxBytes: number): Promise<IncomingFile> {
    try {
      return await this.incoming.receive(source, { maxBytes, keepStart: true });
    } catch (error) {
      if (error instanceof TooManyBytes) {
        throw new DocumentError('upload.too_long');
      }
      throw error instanceof SenderGone ? new DocumentError('document.upload_broken') : error;
    }
  }

  private async add(upload: PartialUpload, part: UploadPart): Promise<PartialUpload> {
    const expiresAt = new Date(this.clock.now().getTime() + KEPT_MS);
    const grown = await this.uploads.grow(upload.id, upload.received, part, expiresAt);
    if (grown) {
      return grown;
    }
    await this.files.remove(part.key);
    const { received } = await this.find(upload.id);
    throw new DocumentError('upload.offset_wrong', { offset: received });
  }

  private async make(upload: PartialUpload, place: UploadPlace): Promise<DocumentData> {
    const whole = await this.whole(upload);
    try {
      const looked = await this.lookInto(upload, place, whole);
      const [single] = upload.parts.length === 1 ? upload.parts : [];
      const key = single?.key ?? (await this.files.keep(whole));
      const { sha256, size } = whole;
      return await this.record(upload, place, { ...looked, key, sha256, size });
    } finally {
      await this.incoming.drop(whole);
    }
  }

  private async whole(upload: PartialUpload): Promise<IncomingFile> {
    const [first, ...more] = upload.parts;
    if (first !== undefined && more.length === 0) {
      return this.files.copyOf(first);
    }
    const pieces = Readable.from(this.bytesOf(upload.parts));
    try {
      return await this.incoming.receive(pieces, { maxBytes: upload.size });
    } catch (error) {
      throw pieces.errored ?? error;
    }
  }

  /** What is not taken once never will be: the same bytes are looked into again. */
  private async lookInto(
    upload: PartialUpload,
    place: UploadPlace,
    whole: IncomingFile,
  ): Promise<LookedInto> {
    try {
      return await this.intake.lookInto(place, whole, upload.name);
    } catch (error) {
      if (error instanceof DocumentError && error.code === 'document.refused') {
        await this.cancel(upload.id);
      }
      throw error;
    }
  }

  private async *bytesOf(parts: readonly UploadPart[]): AsyncGenerator<Buffer> {
    for (const { key } of parts) {
      yield* await this.files.read(key);
    }
  }

  private async record(
    upload: PartialUpload,
    place: UploadPlace,
    file: Parameters<DocumentIntake['record']>[2],
  ): Promise<DocumentData> {
    const outcome = { taken: false, known: true };
    try {
      const recorded = await this.db.transaction(async (tx) => {
        Object.assign(outcome, { taken: false, known: true });
        const row = await this.uploads.lock(tx, upload.id);
        if (!row) {
          throw new DocumentError('upload.not_found');
        }
        if (row.documentId !== null) {
          return this.document(row.documentId, tx);
        }
        const document = await this.intake.record(tx, place, file);
        await this.uploads.finish(tx, upload.id, document.id);
        Object.assign(outcome, { taken: true, known: false });
        return document;
      });
      outcome.known = true;
      return recorded;
    } finally {
      // A commit without an answer may have been one: then both stay, and the sweeps decide.
      if (outcome.known) {
        await this.tidy(upload, file.key, outcome.taken);
      }
    }
  }

  /** Of a file in pieces either the pieces or the whole are wanted, and never both. */
  private async tidy(upload: PartialUpload, key: string, taken: boolean): Promise<void> {
    if (upload.parts.length > 1) {
      await this.removeAll(taken ? upload.parts : [{ key }]);
    }
  }

  private async document(id: string, tx?: Tx): Promise<DocumentData> {
    const record = await this.documents.find(id, tx);
    if (!record) {
      throw new DocumentError('document.not_found');
    }
    return dataOf(record);
  }

  private async removeAll(files: readonly { key: string }[]): Promise<void> {
    for (const { key } of files) {
      await this.files.remove(key);
    }
  }
}
