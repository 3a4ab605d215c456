import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

import { Injectable, Logger } from '@nestjs/common';

import { Clock, Database, newId, type Actor, type Tx } from '@okno/server/core';

import { Antivirus } from './clamd.adapter';
import { DocumentError, refused } from './document.errors';
import type { ScanState } from './document.entity';
import {
  DocumentsRepository,
  type DocumentDates,
  type DocumentRecord,
  type DocumentUse,
} from './documents.repository';
import { detectKind, kindOf, type DetectedKind } from './file-kind';
import { safeFileName } from './file-name';
import { FileStorage } from './file-storage';
import { IncomingFiles, SenderGone, TooManyBytes, type IncomingFile } from './incoming-files';

const MEGABYTE = 1024 * 1024;
/** Limits of `domain.md` §8. */
export const MAX_FILE_BYTES = 20 * MEGABYTE;
export const MAX_APPLICATION_BYTES = 100 * MEGABYTE;
/** Replaced and removed files stay as history; nobody fills the disk by replacing without end. */
const MAX_EVER_BYTES = 5 * MAX_APPLICATION_BYTES;

/** A file that somebody sends for a slot of an application. */
export interface Upload {
  stream: Readable;
  /** As the sender calls it. */
  name: string;
  /** What the sender says it is; only the content decides. */
  declaredMime?: string;
  slot: string;
  applicationId: string;
  actor: Actor;
  /** Kinds that the slot takes, as the form names them: `pdf`, `docx`. */
  allowedTypes: readonly string[];
  /** Bytes; never more than {@link MAX_FILE_BYTES}. */
  maxBytes?: number;
  /** How many files the slot holds; a new file takes the place of the one of a single-file slot. Default 1. */
  maxFiles?: number;
  /** The document whose place the file takes, in a slot of several. */
  replaces?: string;
  /**
   * Runs in the transaction that records the document: the place to look again whether the application
   * still takes it, since an upload may take minutes. What it throws refuses the upload.
   */
  within?: (tx: Tx) => Promise<void>;
}

/** A document as others see it. */
export interface DocumentData {
  id: string;
  applicationId: string;
  slot: string;
  name: string;
  mime: string;
  /** Bytes. */
  size: number;
  sha256: string;
  scan: ScanState;
  /** 1 for the first; one more for each that took the place of another. */
  version: number;
  uploadedAt: Date;
  uploadedBy: string;
  /** Another has taken its place; kept as history. */
  replaced: boolean;
  /** Taken away by the applicant; kept as history. */
  removed: boolean;
  /** Local days that its people have named; null: not known. */
  issuedOn: string | null;
  validTo: string | null;
}

/** A file to send out, with headers that keep a browser from running what is in it. */
export interface DocumentContent {
  stream: Readable;
  mime: string;
  name: string;
  size: number;
  headers: Record<string, string>;
}

/** A file that was looked into and has its place. */
type ReceivedFile = Omit<IncomingFile, 'path'> &
  DetectedKind & {
    name: string;
    key: string;
    scan: ScanState;
    /** A file that is kept already, with what is known of it. */
    known?: true;
    issuedOn?: string | null;
    validTo?: string | null;
  };

/** Documents of applications. Who may see and change them is decided by the applications. */
@Injectable()
export class DocumentsService {
  private readonly log = new Logger(DocumentsService.name);

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly incoming: IncomingFiles,
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
    private readonly antivirus: Antivirus,
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
      const detected = await this.inspect(upload, incoming);
      const name = safeFileName(upload.name, detected.kind);
      if (name === null) {
        throw refused(upload.slot, 'FILE_NAME');
      }
      const scan = await this.scan(incoming, upload.slot);
      const key = await this.files.keep(incoming);
      return await this.recordOrDrop(upload, { ...incoming, ...detected, name, key, scan });
    } finally {
      await this.incoming.drop(incoming);
    }
  }

  /**
   * Puts the file of another document into a slot: nothing is sent or stored a second time.
   * @throws DocumentError document.not_found, document.refused with FILE_TYPE, FILE_TOO_LARGE, TOTAL_TOO_LARGE
   *   or TOO_MANY_FILES
   */
  async reuse(documentId: string, upload: Omit<Upload, 'stream' | 'name'>): Promise<DocumentData> {
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
    return this.db.transaction((tx) => this.record(tx, upload, file));
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
    const perFile = Math.min(upload.maxBytes ?? MAX_FILE_BYTES, MAX_FILE_BYTES);
    const total = await this.documents.totals(upload.applicationId);
    const replaced = await this.replacedBytes(upload);
    const rest = Math.min(
      MAX_APPLICATION_BYTES - total.current + replaced,
      MAX_EVER_BYTES - total.ever,
    );
    try {
      return await this.incoming.receive(upload.stream, {
        maxBytes: Math.max(0, Math.min(perFile, rest)),
      });
    } catch (error) {
      if (error instanceof TooManyBytes) {
        throw rest < perFile ? totalTooLarge(upload.slot) : fileTooLarge(upload.slot, perFile);
      }
      throw error instanceof SenderGone ? new DocumentError('document.upload_broken') : error;
    }
  }

  private async replacedBytes(upload: Upload): Promise<number> {
    const current = await this.documents.current(upload.applicationId);
    return placeTaken(upload, current)?.size ?? 0;
  }

  private async inspect(upload: Upload, incoming: IncomingFile): Promise<DetectedKind> {
    if (incoming.size === 0) {
      throw refused(upload.slot, 'FILE_EMPTY');
    }
    const detected = await detectKind(incoming.path);
    if (detected === null || !upload.allowedTypes.includes(detected.kind)) {
      throw refused(upload.slot, 'FILE_TYPE', { allowed: upload.allowedTypes.join(', ') });
    }
    return detected;
  }

  /** A silent antivirus keeps nobody from filing: the worker asks it again later. */
  private async scan(incoming: IncomingFile, slot: string): Promise<ScanState> {
    if (!this.antivirus.connected) {
      return 'NOT_SCANNED';
    }
    try {
      if ((await this.antivirus.scan(createReadStream(incoming.path))) === 'CLEAN') {
        return 'CLEAN';
      }
    } catch (error) {
      this.log.warn(`A file stays unscanned: ${String(error)}`);
      return 'NOT_SCANNED';
    }
    throw refused(slot, 'FILE_INFECTED');
  }

  private async recordOrDrop(upload: Upload, file: ReceivedFile): Promise<DocumentData> {
    try {
      return await this.db.transaction((tx) => this.record(tx, upload, file));
    } catch (error) {
      await this.files.remove(file.key);
      throw error;
    }
  }

  private async record(
    tx: Tx,
    upload: Omit<Upload, 'stream' | 'name'>,
    file: ReceivedFile,
  ): Promise<DocumentData> {
    await upload.within?.(tx);
    await this.documents.takeTurn(tx, upload.applicationId);
    const current = await this.documents.current(upload.applicationId, tx);
    const before = placeTaken(upload, current);
    requireRoom(upload, current, before, file.size);
    const at = this.clock.now();
    const document: DocumentRecord = {
      id: newId(),
      applicationId: upload.applicationId,
      slot: upload.slot,
      fileKey: file.key,
      name: file.name,
      mime: file.mime,
      size: file.size,
      sha256: file.sha256,
      scan: file.scan,
      version: (before?.version ?? 0) + 1,
      state: 'CURRENT',
      uploadedBy: upload.actor.accountId,
      uploadedAt: at,
      issuedOn: file.issuedOn ?? null,
      validTo: file.validTo ?? null,
    };
    if (before) {
      await this.documents.close(tx, before.id, 'REPLACED', at, document.id);
    }
    if (file.known !== true) {
      await this.documents.insertFile(tx, { ...file, at });
    }
    await this.documents.insert(tx, document);
    return dataOf(document);
  }
}

/** The document whose place the file takes: the one named, or the only one of a single-file slot. */
function placeTaken(
  upload: Omit<Upload, 'stream' | 'name'>,
  current: readonly DocumentRecord[],
): DocumentRecord | null {
  const inSlot = current.filter((one) => one.slot === upload.slot);
  if (upload.replaces !== undefined) {
    const named = inSlot.find((one) => one.id === upload.replaces);
    if (!named) {
      throw new DocumentError('document.not_found');
    }
    return named;
  }
  return (upload.maxFiles ?? 1) === 1 ? (inSlot[0] ?? null) : null;
}

function requireRoom(
  upload: Omit<Upload, 'stream' | 'name'>,
  current: readonly DocumentRecord[],
  before: DocumentRecord | null,
  size: number,
): void {
  const inSlot = current.filter((one) => one.slot === upload.slot).length - (before ? 1 : 0);
  if (inSlot >= (upload.maxFiles ?? 1)) {
    throw refused(upload.slot, 'TOO_MANY_FILES', { limit: upload.maxFiles ?? 1 });
  }
  const total = current.reduce((sum, one) => sum + one.size, 0) - (before?.size ?? 0) + size;
  if (total > MAX_APPLICATION_BYTES) {
    throw totalTooLarge(upload.slot);
  }
}

function fileTooLarge(slot: string, bytes: number): Error {
  return refused(slot, 'FILE_TOO_LARGE', { limitBytes: bytes });
}

function totalTooLarge(slot: string): Error {
  return refused(slot, 'TOTAL_TOO_LARGE', { limitBytes: MAX_APPLICATION_BYTES });
}

function dataOf(record: DocumentRecord): DocumentData {
  return {
    id: record.id,
    applicationId: record.applicationId,
    slot: record.slot,
    name: record.name,
    mime: record.mime,
    size: record.size,
    sha256: record.sha256,
    scan: record.scan,
    version: record.version,
    uploadedAt: record.uploadedAt,
    uploadedBy: record.uploadedBy,
    replaced: record.state === 'REPLACED',
    removed: record.state === 'REMOVED',
    issuedOn: record.issuedOn,
    validTo: record.validTo,
  };
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
