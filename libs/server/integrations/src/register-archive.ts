import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';

import { openPromise, type Entry, type ZipFile } from 'yauzl';

import { FileProblem } from './file-problem';
import { RegisterImportError } from './register-import.errors';

/** Limits of what is taken for a register. Real sets have some thousands of files and unpack 10 to 40 times. */
export interface ArchiveLimits {
  entries: number;
  /** Bytes of one file, and of all, once unpacked. */
  entryBytes: number;
  totalBytes: number;
  /** Unpacked size through packed size. */
  ratio: number;
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 100_000,
  entryBytes: 16 * 1024 ** 3,
  totalBytes: 128 * 1024 ** 3,
  ratio: 200,
};
/** Small files may be as repetitive as they like. */
const RATIO_FROM_BYTES = 1024 * 1024;

/** One XML file of an archive. */
export interface ArchiveFile {
  /** The last part of its name, for people; the folders in it are never used. */
  name: string;
  packedBytes: number;
  /** Its bytes, unpacked piece by piece. @throws FileProblem */
  read(): AsyncIterable<Uint8Array>;
}

/** A set as it is published: a zip with many XML files. Nothing is unpacked to the disk or kept whole in memory. */
export class RegisterArchive {
  private constructor(
    private readonly zip: ZipFile,
    readonly files: readonly ArchiveFile[],
    /** The same for the same content, whatever the file is called and wherever it lies. */
    readonly fingerprint: string,
    /** Files in it that are no XML. */
    readonly ignored: number,
  ) {}

  /** @throws RegisterImportError register.archive_unreadable, register.archive_refused */
  static async open(
    path: string,
    limits: ArchiveLimits = ARCHIVE_LIMITS,
  ): Promise<RegisterArchive> {
    const zip = await openZip(path);
    try {
      const entries = await entriesOf(zip, limits);
      requireHonest(entries, statSync(path).size, limits);
      const files = entries.filter((entry) => /\.xml$/i.test(nameOf(entry)));
      if (files.length === 0) {
        throw new RegisterImportError('register.archive_refused', { reason: 'NO_XML' });
      }
      return new RegisterArchive(
        zip,
        files.map((entry) => fileOf(zip, entry, limits)),
        fingerprintOf(entries),
        entries.length - files.length,
      );
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.zip.close();
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    // Names are decoded here: yauzl would refuse the whole archive for one name with `..` in it.
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    throw unreadable(error);
  }
}

async function entriesOf(zip: ZipFile, limits: ArchiveLimits): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > limits.entries) {
        break;
      }
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (entries.length > limits.entries) {
    throw new RegisterImportError('register.archive_refused', { reason: 'TOO_MANY_FILES' });
  }
  return entries;
}

/** A bomb is known by what the directory promises; yauzl stops a file that unpacks to more than that. */
function requireHonest(
  entries: readonly Entry[],
  archiveBytes: number,
  limits: ArchiveLimits,
): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  // Files may lie over each other in the archive, so the whole is measured as well as each.
  if (
    total > limits.totalBytes ||
    (total > RATIO_FROM_BYTES && total > archiveBytes * limits.ratio)
  ) {
    throw new RegisterImportError('register.archive_refused', { reason: 'TOO_LARGE' });
  }
}

function fileOf(zip: ZipFile, entry: Entry, limits: ArchiveLimits): ArchiveFile {
  return {
    name: nameOf(entry),
    packedBytes: entry.compressedSize,
    async *read(): AsyncIterable<Uint8Array> {
      requireReadable(entry, limits);
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          if (chunk instanceof Uint8Array) {
            yield chunk;
          }
        }
      } catch (error) {
        throw error instanceof FileProblem ? error : new FileProblem('ENTRY_BROKEN');
      }
    },
  };
}

function requireReadable(entry: Entry, limits: ArchiveLimits): void {
  if (entry.isEncrypted()) {
    throw new FileProblem('ENTRY_ENCRYPTED');
  }
  if (entry.uncompressedSize > limits.entryBytes) {
    throw new FileProblem('ENTRY_TOO_LARGE');
  }
  if (
    entry.uncompressedSize > RATIO_FROM_BYTES &&
    entry.uncompressedSize > entry.compressedSize * limits.ratio
  ) {
    throw new FileProblem('ENTRY_RATIO');
  }
}

function nameOf(entry: Entry): string {
  const name = entry.fileNameRaw.toString('utf8').split(/[\\/]/).at(-1) ?? '';
  return name.replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '').slice(-100);
}

/** Of the directory, which has the size and check sum of every file: the content without reading it. */
function fingerprintOf(entries: readonly Entry[]): string {
  const hash = createHash('sha256');
  for (const { fileNameRaw, crc32, compressedSize, uncompressedSize } of entries) {
    hash.update(fileNameRaw).update(`\0${crc32} ${compressedSize} ${uncompressedSize}\n`);
  }
  return hash.digest('hex');
}

function unreadable(error: unknown): RegisterImportError {
  const missing =
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
  return new RegisterImportError('register.archive_unreadable', {
    reason: missing ? 'NOT_FOUND' : 'NOT_A_ZIP',
  });
}
