import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

import { Injectable, Logger } from '@nestjs/common';

import { Clock, newId, type Actor, type Tx } from '@okno/server/core';

import { Antivirus } from './clamd.adapter';
import { dataOf, type DocumentData } from './document-data';
import { DocumentError, refused } from './document.errors';
import type { ScanState } from './document.entity';
import { DocumentsRepository, type DocumentRecord } from './documents.repository';
import { detectKind, type DetectedKind, type FileKind } from './file-kind';
import { falseExtension, isDeceptive, safeFileName } from './file-name';
import type { IncomingFile } from './incoming-files';
import { MAX_PICTURE_POINTS, pictureSize } from './picture-size';
import { inspectZip } from './zip-inspection';

const MEGABYTE = 1024 * 1024;
/** Limits of `domain.md` §8. */
export const MAX_FILE_BYTES = 20 * MEGABYTE;
export const MAX_APPLICATION_BYTES = 100 * MEGABYTE;
/** Replaced and removed files stay as history; nobody fills the disk by replacing without end. */
const MAX_EVER_BYTES = 5 * MAX_APPLICATION_BYTES;
/** So many files a request has in its whole life, those replaced and removed among them. */
export const MAX_EVER_FILES = 500;

/** Where a file goes, who sends it, and what is taken there. */
export interface UploadPlace {
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

/** A file that somebody sends for a slot of an application. */
export interface Upload extends UploadPlace {
  stream: Readable;
  /** As the sender calls it. */
  name: string;
  /** What the sender says it is; only the content decides. */
  declaredMime?: string;
}

/** What was found out about a file by looking into it. */
export interface LookedInto extends DetectedKind {
  /** Safe to show and to save. */
  name: string;
  scan: ScanState;
}

/** A file that was looked into and has its place. */
export type ReceivedFile = Omit<IncomingFile, 'path'> &
  LookedInto & {
    key: string;
    /** A file that is kept already, with what is known of it. */
    known?: true;
    issuedOn?: string | null;
    validTo?: string | null;
  };

/** What every file goes through on its way to a slot, whichever way it came. */
@Injectable()
export class DocumentIntake {
  private readonly log = new Logger(DocumentIntake.name);

  constructor(
    private readonly clock: Clock,
    private readonly documents: DocumentsRepository,
    private readonly antivirus: Antivirus,
  ) {}

  /**
   * How many bytes a file may have that comes now.
   * @throws DocumentError document.refused with TOO_MANY_FILES, TOO_MANY_EVER
   */
  async room(place: UploadPlace): Promise<{ maxBytes: number; refusal: () => Error }> {
    const perFile = Math.min(place.maxBytes ?? MAX_FILE_BYTES, MAX_FILE_BYTES);
    const total = await this.documents.totals(place.applicationId);
    if (total.files >= MAX_EVER_FILES) {
      throw refused(place.slot, 'TOO_MANY_EVER', { limit: MAX_EVER_FILES });
    }
    const current = await this.documents.current(place.applicationId);
    const before = placeTaken(place, current);
    requireSlotRoom(place, current, before);
    const replaced = before?.size ?? 0;
    const rest = Math.min(
      MAX_APPLICATION_BYTES - total.current + replaced,
      MAX_EVER_BYTES - total.ever,
    );
    return {
      maxBytes: Math.max(0, Math.min(perFile, rest)),
      refusal: () =>
        rest < perFile ? totalTooLarge(place.slot) : fileTooLarge(place.slot, perFile),
    };
  }

  /**
   * Looks into a file: kind by content, name, virus.
   * @throws DocumentError document.refused with FILE_EMPTY, FILE_TYPE, FILE_NAME,
   *   FILE_EXTENSION, FILE_DAMAGED, FILE_UNPACKS_TOO_LARGE, PICTURE_TOO_LARGE, FILE_INFECTED
   */
  async lookInto(
    place: UploadPlace,
    incoming: IncomingFile,
    givenName: string,
  ): Promise<LookedInto> {
    if (incoming.size === 0) {
      throw refused(place.slot, 'FILE_EMPTY');
    }
    const detected = await detectKind(incoming.path);
    if (detected === null || !place.allowedTypes.includes(detected.kind)) {
      throw refused(place.slot, 'FILE_TYPE', { allowed: place.allowedTypes.join(', ') });
    }
    const name = nameFor(place.slot, givenName, detected.kind);
    if (detected.kind === 'docx' || detected.kind === 'xlsx') {
      await requireSoundZip(place.slot, incoming);
    }
    if (detected.kind === 'png' || detected.kind === 'jpg') {
      await requireModestPicture(place.slot, incoming.path, detected.kind);
    }
    return { ...detected, name, scan: await this.scan(incoming, place.slot) };
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

  /** Records the document, within the caller's transaction. @throws DocumentError document.refused */
  async record(tx: Tx, upload: UploadPlace, file: ReceivedFile): Promise<DocumentData> {
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

/** @throws DocumentError document.refused with FILE_NAME, FILE_EXTENSION */
function nameFor(slot: string, given: string, kind: FileKind): string {
  const name = isDeceptive(given) ? null : safeFileName(given, kind);
  if (name === null) {
    throw refused(slot, 'FILE_NAME');
  }
  if (falseExtension(given, kind) !== null) {
    throw refused(slot, 'FILE_EXTENSION', { actual: kind });
  }
  return name;
}

async function requireSoundZip(slot: string, { path, size }: IncomingFile): Promise<void> {
  const verdict = await inspectZip(path, size);
  if (verdict !== 'SOUND') {
    throw refused(slot, verdict === 'DAMAGED' ? 'FILE_DAMAGED' : 'FILE_UNPACKS_TOO_LARGE');
  }
}

async function requireModestPicture(
  slot: string,
  path: string,
  kind: 'png' | 'jpg',
): Promise<void> {
  const size = await pictureSize(path, kind);
  if (size === null) {
    throw refused(slot, 'FILE_DAMAGED');
  }
  if (size.width * size.height > MAX_PICTURE_POINTS) {
    throw refused(slot, 'PICTURE_TOO_LARGE', { limit: MAX_PICTURE_POINTS / 1_000_000 });
  }
}

/** The document whose place the file takes: the one named, or the only one of a single-file slot. */
function placeTaken(
  upload: UploadPlace,
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
  place: UploadPlace,
  current: readonly DocumentRecord[],
  before: DocumentRecord | null,
  size: number,
): void {
  requireSlotRoom(place, current, before);
  const total = current.reduce((sum, one) => sum + one.size, 0) - (before?.size ?? 0) + size;
  if (total > MAX_APPLICATION_BYTES) {
    throw totalTooLarge(place.slot);
  }
}

function requireSlotRoom(
  place: UploadPlace,
  current: readonly DocumentRecord[],
  before: DocumentRecord | null,
): void {
  const inSlot = current.filter((one) => one.slot === place.slot).length - (before ? 1 : 0);
  const limit = place.maxFiles ?? 1;
  if (inSlot >= limit) {
    throw refused(place.slot, 'TOO_MANY_FILES', { limit });
  }
}

export function fileTooLarge(slot: string, bytes: number): Error {
  return refused(slot, 'FILE_TOO_LARGE', { limitBytes: bytes });
}

function totalTooLarge(slot: string): Error {
  return refused(slot, 'TOTAL_TOO_LARGE', { limitBytes: MAX_APPLICATION_BYTES });
}
