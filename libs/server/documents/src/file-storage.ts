import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

import { DocumentError } from './document.errors';
import type { IncomingFile } from './incoming-files';

/** A file that is kept, as the storage itself tells it. */
export interface StoredObject {
  key: string;
  /** Bytes. */
  size: number;
  /** By the clock of the storage, so that a fixed or skewed clock of ours deletes nothing. */
  ageMs: number;
}

/** Some of what is kept, in the order of the keys. */
export interface ObjectPage {
  objects: StoredObject[];
  /** The key to go on after; null at the end. */
  next: string | null;
}

/** Where to begin and how far to go. */
export interface ObjectRange {
  /** `00` to `ff`; without it all of them. */
  shard?: string;
  after?: string | null;
}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{40}$/;
const SHARD = /^[0-9a-f]{2}$/;
export const SHARDS = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'));

/** The storage has no such file. */
export class ObjectMissing extends Error {}

/** The storage did not answer as it should. Its reason says nothing of addresses, keys to it or contents. */
export class StorageFailed extends DocumentError {
  constructor(reason: string) {
    super('document.storage_unavailable');
    this.message = reason;
  }
}

/**
 * Files, each under a random key. Knows nothing of what they are for. A key is given once and its content never
 * changes.
 */
export abstract class FileStorage {
  /** Gives the file its place and returns the key; it is there for good when this ends. The incoming file is gone then. */
  abstract keep(incoming: IncomingFile): Promise<string>;

  /** A file in the incoming folder with the content of a kept one; the kept one stays. @throws ObjectMissing */
  abstract copyOf(file: { key: string; sha256: string; size: number }): Promise<IncomingFile>;

  /** @throws ObjectMissing */
  abstract read(key: string): Promise<Readable>;

  /** Bytes; null: there is no such file. */
  abstract sizeOf(key: string): Promise<number | null>;

  /** Removing what is not there is no mistake. */
  abstract remove(key: string): Promise<void>;

  /** A page of what is kept; at most a thousand, or one shard. */
  abstract list(range: ObjectRange): Promise<ObjectPage>;
}

export function newKey(): string {
  return `${randomBytes(1).toString('hex')}/${randomBytes(20).toString('hex')}`;
}

export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** @throws Error for what is no key: nobody reaches another path by one */
export function requireKey(text: string): string {
  if (!isKey(text)) {
    throw new Error('Not a key of a stored file');
  }
  return text;
}

/** @throws Error for what is no shard */
export function requireShard(text: string): string {
  if (!SHARD.test(text)) {
    throw new Error(`Not a shard: ${text}`);
  }
  return text;
}
