import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { DocumentsConfig } from './documents.config';

/** A file on its way in: written and hashed, not yet kept. */
export interface IncomingFile {
  path: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

/** More came than was allowed; nothing of it is left on disk. */
export class TooManyBytes extends Error {}

/** The sender went away; nothing of it is left on disk. */
export class SenderGone extends Error {}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{40}$/;
const INCOMING = 'incoming';
const SHARD = /^[0-9a-f]{2}$/;

/** Files on the local disk, each under a random key. Knows nothing of what they are for. */
@Injectable()
export class FileStore {
  private readonly root: string;

  constructor(config: DocumentsConfig) {
    this.root = resolve(config.folder);
  }

  /**
   * Writes a stream to a temporary file, hashing on the way. On any failure nothing is left.
   * @throws TooManyBytes as soon as one byte too many has come; SenderGone
   */
  async receive(source: Readable, maxBytes: number): Promise<IncomingFile> {
    const path = join(this.root, INCOMING, randomBytes(20).toString('hex'));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    try {
      const written = await copy(source, file, maxBytes);
      await file.sync();
      return { path, ...written };
    } catch (error) {
      await rm(path, { force: true });
      // What still comes is read and thrown away, so that the answer reaches the sender.
      source.resume();
      throw source.errored === null ? error : new SenderGone();
    } finally {
      await file.close();
    }
  }

  /** Gives the file its place and returns the key. The name is on disk before this ends. */
  async keep(incoming: IncomingFile): Promise<string> {
    const shard = randomBytes(1).toString('hex');
    const key = `${shard}/${randomBytes(20).toString('hex')}`;
    await mkdir(join(this.root, shard), { recursive: true, mode: 0o700 });
    await rename(incoming.path, join(this.root, key));
    await syncFolder(join(this.root, shard));
    return key;
  }

  async drop(incoming: IncomingFile): Promise<void> {
    await rm(incoming.path, { force: true });
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** @throws Error when there is no such file */
  async read(key: string): Promise<Readable> {
    const path = this.pathOf(key);
    await stat(path);
    return createReadStream(path);
  }

  /** Deletes uploads that broke off with their process longer than `olderThanMs` ago. Returns how many. */
  async sweepIncoming(olderThanMs: number): Promise<number> {
    const old = await this.olderThan(INCOMING, olderThanMs);
    await Promise.all(old.map((name) => rm(join(this.root, INCOMING, name), { force: true })));
    return old.length;
  }

  /** Keys of one shard (`00` to `ff`) whose files are older than `olderThanMs`. */
  async keysOf(shard: string, olderThanMs: number): Promise<string[]> {
    if (!SHARD.test(shard)) {
      throw new Error(`Not a shard: ${shard}`);
    }
    return (await this.olderThan(shard, olderThanMs)).map((name) => `${shard}/${name}`);
  }

  /** Age is told by the clock of the disk itself, so that a fixed or skewed clock deletes nothing. */
  private async olderThan(folder: string, ageMs: number): Promise<string[]> {
    const path = join(this.root, folder);
    const names = await readdir(path).catch(() => []);
    if (names.length === 0) {
      return [];
    }
    const probe = join(this.root, `.probe-${randomBytes(6).toString('hex')}`);
    await writeFile(probe, '');
    const now = (await stat(probe)).mtimeMs;
    await rm(probe, { force: true });
    const old: string[] = [];
    for (const name of names) {
      const found = await stat(join(path, name)).catch(() => null);
      if (found !== null && now - found.mtimeMs > ageMs) {
        old.push(name);
      }
    }
    return old;
  }

  private pathOf(key: string): string {
    if (!KEY.test(key)) {
      throw new Error('Not a key of a stored file');
    }
    return join(this.root, key);
  }
}

/** The source is left open on a failure: the caller drains it. */
async function copy(
  source: Readable,
  file: FileHandle,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const chunks: AsyncIterable<Buffer | string> = source.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) {
      throw new TooManyBytes();
    }
    hash.update(bytes);
    await file.writeFile(bytes);
  }
  if (wasCut(source)) {
    throw new TooManyBytes();
  }
  return { sha256: hash.digest('hex'), size };
}

/** A multipart parser with a limit of its own ends the stream there and says so by `truncated`. */
function wasCut(source: Readable): boolean {
  return 'truncated' in source && source.truncated === true;
}

/** A renamed file survives a power cut only once its folder is on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
