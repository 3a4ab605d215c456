import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { DocumentsRepository, type StoredFile } from './documents.repository';
import { FileStorage, ObjectMissing, type StoredObject } from './file-storage';

/** Something that is not as it should be, with the key of the file. */
export interface FileFinding {
  /** ORPHAN: a file without a row; MISSING: a row without a file; WRONG_SIZE, WRONG_CONTENT: another than was given. */
  kind: 'ORPHAN' | 'MISSING' | 'WRONG_SIZE' | 'WRONG_CONTENT';
  key: string;
}

/** What to look at, and what to do. */
export interface FilesCheckOptions {
  /** Reads every file and hashes it anew. */
  contents?: boolean;
  /** Removes files older than a day that no row names. */
  removeOrphans?: boolean;
  onFinding?: (finding: FileFinding) => void;
}

/** How many of each there were. */
export interface FilesCheckCounts {
  /** Files in the storage. */
  objects: number;
  /** Files that rows name. */
  rows: number;
  orphans: number;
  removed: number;
  missing: number;
  wrong: number;
}

/** A younger file may belong to an upload whose row is still to come. */
const ORPHAN_MS = 24 * 3600 * 1000;
const PAGE = 1000;

/**
 * Compares what lies in the storage with what the database knows, a page of each at a time. What looks wrong is asked
 * for once more before it is told: the portal may go on meanwhile.
 */
@Injectable()
export class FilesCheck {
  constructor(
    private readonly files: FileStorage,
    private readonly documents: DocumentsRepository,
  ) {}

  async run(options: FilesCheckOptions = {}): Promise<FilesCheckCounts> {
    const counts = { objects: 0, rows: 0, orphans: 0, removed: 0, missing: 0, wrong: 0 };
    let after: string | null = null;
    do {
      const page = await this.files.list({ after });
      counts.objects += page.objects.length;
      await this.findOrphans(page.objects, options, counts);
      after = page.next;
    } while (after !== null);
    let rows = await this.documents.filesAfter('', PAGE);
    while (rows.length > 0) {
      counts.rows += rows.length;
      for (const row of rows) {
        await this.check(row, options, counts);
      }
      rows = await this.documents.filesAfter(rows.at(-1)?.key ?? '', PAGE);
    }
    return counts;
  }

  private async findOrphans(
    objects: readonly StoredObject[],
    { removeOrphans = false, onFinding }: FilesCheckOptions,
    counts: FilesCheckCounts,
  ): Promise<void> {
    const old = objects.filter(({ ageMs }) => ageMs > ORPHAN_MS).map(({ key }) => key);
    for (const key of await this.documents.unknownKeys(old)) {
      counts.orphans += 1;
      onFinding?.({ kind: 'ORPHAN', key });
      if (removeOrphans) {
        await this.files.remove(key);
        counts.removed += 1;
      }
    }
  }

  private async check(
    row: StoredFile,
    { contents = false, onFinding }: FilesCheckOptions,
    counts: FilesCheckCounts,
  ): Promise<void> {
    const kind = await this.wrongWith(row, contents);
    if (kind === null || !(await this.documents.isFile(row.key))) {
      return;
    }
    counts[kind === 'MISSING' ? 'missing' : 'wrong'] += 1;
    onFinding?.({ kind, key: row.key });
  }

  private async wrongWith(
    { key, size, sha256 }: StoredFile,
    contents: boolean,
  ): Promise<Exclude<FileFinding['kind'], 'ORPHAN'> | null> {
    const found = await this.files.sizeOf(key);
    if (found === null) {
      return 'MISSING';
    }
    if (found !== size) {
      return 'WRONG_SIZE';
    }
    return contents && (await this.hashOf(key)) !== sha256 ? 'WRONG_CONTENT' : null;
  }

  /** Null when the file went while it was read. */
  private async hashOf(key: string): Promise<string | null> {
    const hash = createHash('sha256');
    try {
      const chunks: AsyncIterable<Buffer> = await this.files.read(key);
      for await (const chunk of chunks) {
        hash.update(chunk);
      }
    } catch (error) {
      if (error instanceof ObjectMissing) {
        return null;
      }
      throw error;
    }
    return hash.digest('hex');
  }
}
