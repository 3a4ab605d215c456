import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { DocumentsConfig } from './documents.config';
import { filesOlderThan } from './file-age';

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

/** How much may come, and what becomes of a stream that breaks off. */
export interface ReceiveOptions {
  maxBytes: number;
  /** What came before the sender went away is kept: a later request brings the rest. */
  keepStart?: boolean;
}

const INCOMING = 'incoming';

/** Files on their way in, in a folder of the local disk: there they are counted, hashed and looked into. */
@Injectable()
export class IncomingFiles {
  private readonly root: string;

  constructor(config: DocumentsConfig) {
    this.root = resolve(config.folder);
  }

  /** A path for one more file. */
  async newPath(): Promise<string> {
    const path = join(this.root, INCOMING, randomBytes(20).toString('hex'));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  }

  /**
   * Writes a stream to a temporary file, hashing on the way. On any failure nothing is left.
   * @throws TooManyBytes as soon as one byte too many has come; SenderGone
   */
  async receive(source: Readable, options: ReceiveOptions): Promise<IncomingFile> {
    const path = await this.newPath();
    const file = await open(path, 'wx', 0o600);
    try {
      const written = await copy(source, file, options);
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

  async drop(incoming: IncomingFile): Promise<void> {
    await rm(incoming.path, { force: true });
  }

  /** Deletes uploads that broke off with their process longer than `olderThanMs` ago. Returns how many. */
  async sweep(olderThanMs: number): Promise<number> {
    const old = await filesOlderThan(this.root, INCOMING, olderThanMs);
    await Promise.all(old.map((name) => rm(join(this.root, INCOMING, name), { force: true })));
    return old.length;
  }
}

/** The source is left open on a failure: the caller drains it. */
async function copy(
  source: Readable,
  file: FileHandle,
  { maxBytes, keepStart = false }: ReceiveOptions,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const chunks: AsyncIterable<Buffer | string> = source.iterator({ destroyOnReturn: false });
  try {
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      if (size + bytes.length > maxBytes) {
        throw new TooManyBytes();
      }
      await file.writeFile(bytes);
      hash.update(bytes);
      size += bytes.length;
    }
  } catch (error) {
    if (!keepStart || source.errored === null) {
      throw error;
    }
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
