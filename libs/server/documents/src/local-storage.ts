import { createReadStream } from 'node:fs';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { filesWithAge } from './file-age';
import {
  FileStorage,
  newKey,
  ObjectMissing,
  requireKey,
  requireShard,
  SHARDS,
  type ObjectPage,
  type ObjectRange,
} from './file-storage';
import type { IncomingFile, IncomingFiles } from './incoming-files';

/** Files on the local disk, or on one that every process has mounted at the same place. */
export class LocalStorage extends FileStorage {
  private readonly root: string;

  constructor(
    folder: string,
    private readonly incoming: IncomingFiles,
  ) {
    super();
    this.root = resolve(folder);
  }

  override async keep(incoming: IncomingFile): Promise<string> {
    const key = newKey();
    const path = join(this.root, key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(incoming.path, path);
    await syncFolder(dirname(path));
    return key;
  }

  /** A second name of the same content: nothing is copied. */
  override async copyOf(file: {
    key: string;
    sha256: string;
    size: number;
  }): Promise<IncomingFile> {
    const path = await this.incoming.newPath();
    await link(this.pathOf(file.key), path).catch(() => {
      throw new ObjectMissing();
    });
    return { path, sha256: file.sha256, size: file.size };
  }

  override async read(key: string): Promise<Readable> {
    if ((await this.sizeOf(key)) === null) {
      throw new ObjectMissing();
    }
    return createReadStream(this.pathOf(key));
  }

  override async sizeOf(key: string): Promise<number | null> {
    const found = await stat(this.pathOf(key)).catch(() => null);
    return found?.size ?? null;
  }

  override async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** One shard a page. */
  override async list({ shard, after = null }: ObjectRange): Promise<ObjectPage> {
    const at = requireShard(shard ?? after?.slice(0, 2) ?? '00');
    const files = await filesWithAge(this.root, at);
    const objects = files
      .map(({ name, size, ageMs }) => ({ key: `${at}/${name}`, size, ageMs }))
      .filter(({ key }) => after === null || key > after);
    const following = shard === undefined ? SHARDS[SHARDS.indexOf(at) + 1] : undefined;
    return { objects, next: following === undefined ? null : `${following}/` };
  }

  private pathOf(key: string): string {
    return join(this.root, requireKey(key));
  }
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
